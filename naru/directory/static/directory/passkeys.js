// Passkeys: runs the browser's own ceremony and sends its answer with the form. No other script is needed.
"use strict";
(() => {
  const bytes = (text) => {
    const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    if (!buffer) return undefined;
    const raw = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = {
    create(options) {
      const key = options.publicKey || options;
      return {
        publicKey: {
          ...key,
          challenge: bytes(key.challenge),
          user: { ...key.user, id: bytes(key.user.id) },
          excludeCredentials: named(key.excludeCredentials),
        },
      };
    },
    get(options) {
      const key = options.publicKey || options;
      return {
        publicKey: { ...key, challenge: bytes(key.challenge), allowCredentials: named(key.allowCredentials) },
      };
    },
  };

  const answered = (credential) => {
    const { response } = credential;
    const given = { clientDataJSON: text(response.clientDataJSON) };
    if (response.attestationObject) {
      given.attestationObject = text(response.attestationObject);
      given.transports = response.getTransports ? response.getTransports() : [];
    } else {
      given.authenticatorData = text(response.authenticatorData);
      given.signature = text(response.signature);
      if (response.userHandle) given.userHandle = text(response.userHandle);
    }
    return {
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment || undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: given,
    };
  };

  // Whoever may sign in with the key alone needs a key that is kept in the device and asks for a finger or PIN.
  const alone = (key, box) => {
    if (!box) return;
    key.authenticatorSelection = {
      ...key.authenticatorSelection,
      residentKey: box.checked ? "required" : "discouraged",
      requireResidentKey: box.checked,
      userVerification: box.checked ? "required" : "discouraged",
    };
  };

  const options = async (form) => {
    if (form.dataset.given) return JSON.parse(form.dataset.given);
    const answer = await fetch(form.dataset.options, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  };

  const problem = (form, kind) => {
    const place = form.querySelector("[data-passkey-problem]");
    place.textContent = kind ? place.dataset[kind] : "";
    place.hidden = !kind;
  };

  const kind = (error) =>
    ({ NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", SecurityError: "place" })[
      error.name
    ] || "failed";

  const ready = (form) => {
    const button = form.querySelector("[data-passkey-start]");
    form.addEventListener("submit", async (event) => {
      if (form.dataset.done) return;
      event.preventDefault();
      problem(form, "");
      if (!window.PublicKeyCredential) {
        problem(form, window.isSecureContext ? "none" : "place");
        return;
      }
      button.disabled = true;
      try {
        const given = await options(form);
        let credential;
        if (form.dataset.passkey === "create") {
          const wanted = asked.create(given);
          alone(wanted.publicKey, form.querySelector("[name=passwordless]"));
          credential = await navigator.credentials.create(wanted);
        } else {
          credential = await navigator.credentials.get(asked.get(given));
        }
        form.querySelector("[name=credential]").value = JSON.stringify(answered(credential));
        form.dataset.done = "1";
        form.submit();
      } catch (error) {
        problem(form, kind(error));
        button.disabled = false;
      }
    });
  };

  document.querySelectorAll("form[data-passkey]").forEach(ready);
})();

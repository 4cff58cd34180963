// Reading a card's code with the camera, where there is one, or from a picture taken.
import decodeQR from "qr/decode.js";
import type { App } from "./app";
import { fill, h } from "./dom";

interface Detector { detect: (source: CanvasImageSource) => Promise<{ rawValue: string }[]> }
const Native = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector;

async function read(source: CanvasImageSource, wide: number, high: number): Promise<string> {
  if (Native) {
    const [found] = await new Native({ formats: ["qr_code"] }).detect(source).catch(() => []);
    if (found) return found.rawValue;
  }
  const scale = Math.min(1, 900 / Math.max(wide, high, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(wide * scale);
  canvas.height = Math.round(high * scale);
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  if (!paper || !canvas.width) return "";
  paper.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR({ width: canvas.width, height: canvas.height, data: paper.getImageData(0, 0, canvas.width, canvas.height).data });
  } catch {
    return "";
  }
}

export function scanner(app: App, found: (text: string) => void): { button: HTMLElement; view: HTMLElement } {
  const view = h("div", { class: "field-camera" });
  let stream: MediaStream | null = null;
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    fill(view);
  };
  const picture = h("input", {
    type: "file", accept: "image/*", capture: "environment", "data-part": "picture", "aria-label": app.t("scan"),
    onChange: async (event: Event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (!file) return;
      const image = await createImageBitmap(file).catch(() => null);
      const text = image ? await read(image, image.width, image.height) : "";
      (event.target as HTMLInputElement).value = "";
      if (text) found(text);
      else app.say(app.t("no_code"), "bad");
      fill(view);
    },
  });
  const look = async (video: HTMLVideoElement) => {
    while (stream && video.isConnected) {
      const text = await read(video, video.videoWidth, video.videoHeight);
      if (text && stream) {
        navigator.vibrate?.(60);
        stop();
        found(text);
        return;
      }
      await new Promise((go) => setTimeout(go, 120));
    }
    stop();
  };
  const start = async () => {
    if (stream) return stop();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const video = h("video", { muted: true, playsinline: true });
      video.muted = true;
      video.srcObject = stream;
      fill(view, video);
      await video.play();
      void look(video);
    } catch {
      stream = null;
      fill(view, h("label", { class: "field-picture" }, app.t("take_picture"), picture));
    }
  };
  return { button: h("button", { type: "button", class: "field-scan", "data-deed": "scan", onClick: start }, app.t("scan")), view };
}

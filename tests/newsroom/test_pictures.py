"""What comes in with a picture, and what does not stay in it."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from naru.newsroom.rules.pictures import Damaged, bare
from tests.makers.accounts import an_editor

WHERE = {1: "N", 2: (37.0, 33.0, 59.0), 3: "E", 4: (127.0, 0.0, 30.0)}


def a_picture(kind: str, *, turned: int = 6, **more: object) -> bytes:
    """Make a picture of 40 by 30 points that says where and by what it was taken, and how it is turned."""
    said = Image.Exif()
    said[0x0112] = turned
    said[0x010F] = "SecretCam"
    said.get_ifd(0x8825).update(WHERE)
    written = io.BytesIO()
    picture = Image.effect_noise((40, 30), 80).convert("RGB")
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture.save(written, kind, exif=said, icc_profile=colours, **more)
    return written.getvalue()


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("jpeg", {}),
        ("jpeg", {"progressive": True, "comment": b"by SecretCam"}),
        ("png", {}),
        ("webp", {}),
        ("webp", {"lossless": True}),
    ],
)
def test_only_the_picture_its_colours_and_its_turn_stay(kind: str, more: dict[str, object]) -> None:
    data = a_picture(kind, **more) + b"*/=1;alert(1)//"
    with Image.open(io.BytesIO(data)) as before:
        assert before.getexif().get_ifd(0x8825)
        points, colours = before.tobytes(), before.info["icc_profile"]
    left = bare(data, kind=kind, orientation=6)
    with Image.open(io.BytesIO(left)) as after:
        assert after.tobytes() == points
        assert after.info["icc_profile"] == colours
        assert dict(after.getexif()) == {0x0112: 6}
    assert b"SecretCam" not in left
    assert b"alert" not in left
    assert b"exif" not in bare(data, kind=kind).lower()


@given(st.binary(max_size=400), st.sampled_from(["jpeg", "png", "webp"]), st.integers(0, 3000))
def test_broken_bytes_are_said_to_be_damaged_or_taken_as_they_are(tail: bytes, kind: str, cut: int) -> None:
    whole = SAMPLES[kind]
    with suppress(Damaged):
        bare(whole[: min(cut, len(whole))] + tail, kind=kind, orientation=3)


SAMPLES = {kind: a_picture(kind) for kind in ("jpeg", "png", "webp")}


def sent(client: Client, name: str, data: bytes, mime: str) -> dict[str, object]:
    """Send a picture as the editor's own screen does."""
    answer = client.post(
        "/desk/newsroom/images/multiple/add/",
        {"files[]": SimpleUploadedFile(name, data, mime)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == 200, answer.content[:300]
    told: dict[str, object] = answer.json()
    return told


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_a_picture_brought_in_does_not_tell_where_it_was_taken(client: Client, kind: str) -> None:
    client.force_login(an_editor())
    assert sent(client, f"harbour.{kind}", a_picture(kind), f"image/{kind}")["success"]
    image = get_image_model().objects.get()
    with image.file.open() as kept:
        held = kept.read()
    assert b"SecretCam" not in held
    shown = image.get_rendition("width-20")
    with shown.file.open() as kept, Image.open(kept) as picture:
        assert picture.size == (20, 26) or picture.size == (20, 27)  # turned upright
        assert not picture.getexif().get_ifd(0x8825)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.jpg", SAMPLES["jpeg"][: len(SAMPLES["jpeg"]) * 2 // 3]),
        ("page.jpg", b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("drawing.png", SAMPLES["jpeg"]),
    ],
)
def test_what_is_no_whole_picture_is_refused_with_a_sentence(client: Client, name: str, data: bytes) -> None:
    client.force_login(an_editor())
    told = sent(client, name, data, "image/jpeg")
    assert not told["success"]
    assert str(told["error_message"]).strip()
    assert not get_image_model().objects.exists()


@pytest.mark.django_db
def test_a_file_brought_in_is_saved_and_never_opened_at_our_address(client: Client) -> None:
    client.force_login(an_editor())
    plan = SimpleUploadedFile("../../\u202eplan.pdf", b"%PDF-1.4 <script>alert(1)</script>", "text/html")
    made = client.post(
        "/desk/newsroom/documents/multiple/add/",
        {"files[]": plan},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    assert made["success"], made
    document = get_document_model().objects.get(pk=made["doc_id"])
    assert document.file.name == "documents/plan.pdf"
    got = client.get(document.url)
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    got.close()
    assert got["Content-Disposition"].startswith("attachment")
    assert got["Content-Type"] == "application/pdf"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"].startswith("default-src 'none'")

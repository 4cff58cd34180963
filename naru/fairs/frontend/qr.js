// Reads a QR code in browsers without BarcodeDetector; fetched only there.
import decodeQR from "qr/decode.js";

export function read(image) {
  try {
    return decodeQR({ width: image.width, height: image.height, data: image.data });
  } catch {
    return null; // no code in this picture
  }
}

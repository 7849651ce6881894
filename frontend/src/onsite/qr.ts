// Reading a QR code: by the browser where it can, else by the bundled reader; from the camera or from a photo.
type Read = (picture: ImageData) => string;

let reader: Promise<Read> | undefined;

interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
declare global {
  interface Window {
    BarcodeDetector?: new (options: { formats: string[] }) => Detector;
  }
}

function bundled(): Promise<Read> {
  reader ??= import('jsqr').then(
    ({ default: read }) =>
      (picture) =>
        read(picture.data, picture.width, picture.height)?.data ?? '',
  );
  return reader;
}

async function readFrom(source: CanvasImageSource, width: number, height: number): Promise<string> {
  const scale = Math.min(1, 1600 / Math.max(width, height));
  const paper = document.createElement('canvas');
  paper.width = Math.max(1, Math.round(width * scale));
  paper.height = Math.max(1, Math.round(height * scale));
  const pen = paper.getContext('2d', { willReadFrequently: true });
  if (!pen) return '';
  pen.drawImage(source, 0, 0, paper.width, paper.height);
  if (window.BarcodeDetector) {
    try {
      const found = await new window.BarcodeDetector({ formats: ['qr_code'] }).detect(paper);
      if (found[0]) return found[0].rawValue;
    } catch {
      // Announced by the browser, not there in the system: the bundled reader does it.
    }
  }
  return (await bundled())(pen.getImageData(0, 0, paper.width, paper.height));
}

/** Bring the reader along before the network is gone. */
export const prepareReader = (): Promise<unknown> => bundled();

export async function readPhoto(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  return readFrom(picture, picture.width, picture.height);
}

/** Read from the camera until a code is seen or `stop` is called. */
export async function readCamera(
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  let running = true;
  const stop = (): void => {
    running = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play();
  const look = async (): Promise<void> => {
    if (!running) return;
    const text = video.videoWidth ? await readFrom(video, video.videoWidth, video.videoHeight) : '';
    if (!running) return;
    if (text) {
      stop();
      found(text);
    } else window.setTimeout(() => void look(), 200);
  };
  void look();
  return stop;
}

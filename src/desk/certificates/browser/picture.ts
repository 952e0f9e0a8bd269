/**
 * Show a picture in a frame of its own, under `within`. False where it cannot be shown. The frame has no origin, no network and
 * no way back but to say how high it is.
 */
export function showPicture(
  within: HTMLElement,
  { bytes, type, label }: { bytes: Uint8Array<ArrayBuffer>; type: string; label: string },
): Promise<boolean> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.title = label
  frame.className = 'picture'
  frame.src = '/picture'
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const hear = ({ source, data }: MessageEvent<{ ready?: boolean; height?: number }>) => {
    if (source !== frame.contentWindow) return
    // Whatever it says, it moves nothing but its own height.
    if (data.ready === true) return frame.contentWindow?.postMessage({ bytes: bytes.buffer, type }, '*')
    const height = Number(data.height)
    removeEventListener('message', hear)
    if (!(height > 0)) {
      frame.remove()
      return resolve(false)
    }
    frame.style.height = `${Math.min(height, MOST_HEIGHT_PX)}px`
    resolve(true)
  }
  addEventListener('message', hear)
  within.append(frame)
  return promise
}

const MOST_HEIGHT_PX = 1_600

/** By its first bytes: what was taken in was one of these. */
export function pictureType(bytes: Uint8Array): string {
  if (bytes[0] === 0xff) return 'image/jpeg'
  return bytes[0] === 0x89 ? 'image/png' : 'image/webp'
}

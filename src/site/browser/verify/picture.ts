import jsQR from 'jsqr'

/** The longest side at which a picture is looked at: a telephone's twelve million points would take it minutes. */
const SIDES = [1_600, 900, 2_600]

/** The text of the code in a picture; null if there is none that can be read. */
export async function codeInPicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    const text = codeIn(picture, Math.round(picture.width * scale), Math.round(picture.height * scale))
    if (text !== null) return text
  }
  return null
}

/** The same of whatever can be drawn, as a camera's present picture. */
export function codeIn(source: CanvasImageSource, width: number, height: number): string | null {
  // In the document's own way: telephones of before 2023 know no other.
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context || width === 0 || height === 0) return null
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(source, 0, 0, width, height)
  return jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data ?? null
}

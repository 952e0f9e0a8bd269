import jsQR from 'jsqr'

/** The longest side at which a picture is looked at: a telephone's twelve million points would take it minutes. */
const SIDES = [1_600, 900, 2_600]

/** `unknown`: a kind of picture that this browser does not show, as HEIC is to most. */
export type CodeInPicture =
  | { readonly outcome: 'code'; readonly text: string }
  | { readonly outcome: 'none' | 'unknown' }

/** The text of the code in a picture. */
export async function codeInPicture(file: Blob): Promise<CodeInPicture> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return { outcome: 'unknown' }
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    const text = codeIn(picture, Math.round(picture.width * scale), Math.round(picture.height * scale))
    if (text !== null) return { outcome: 'code', text }
  }
  return { outcome: 'none' }
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

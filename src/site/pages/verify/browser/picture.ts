import { decodeQR } from 'qr/decode.js'

/** The longest side at which a picture is looked at: a telephone's twelve million points would take it minutes. */
const SIDES = [1_600, 900, 2_600]
/** In radians: what stands on its corner, or is seen aslant, is often read when it is turned a little. */
const TURNS = [0, 0.6]

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
    const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)]
    for (const turn of TURNS) {
      const text = codeIn(picture, { width, height, turn })
      if (text !== null) return { outcome: 'code', text }
    }
  }
  return { outcome: 'none' }
}

/** The same of whatever can be drawn, as a camera's present picture. */
export function codeIn(
  source: CanvasImageSource,
  { width, height, turn = 0 }: { width: number; height: number; turn?: number },
): string | null {
  if (width === 0 || height === 0) return null
  const canvas = document.createElement('canvas')
  // In the document's own way: telephones of before 2023 know no other.
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  const [sin, cos] = [Math.abs(Math.sin(turn)), Math.abs(Math.cos(turn))]
  canvas.width = Math.ceil(width * cos + height * sin)
  canvas.height = Math.ceil(width * sin + height * cos)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate(turn)
  context.drawImage(source, -width / 2, -height / 2, width, height)
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height))
  } catch {
    return null // There is none, or none that can be read.
  }
}

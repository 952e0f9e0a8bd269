// A process of its own for setting pages: the typesetter's memory grows with each page and is given back only by its end, and
// nobody's name stays in a process that lives long. It is told data and answers with bytes; it opens no file but fonts and the template.
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { CHECKOUT } from '#basics'
import { qrSvg } from '../qr.ts'

/** What is asked of it, and what it answers. */
export interface ToRender {
  readonly content: string
  /** A picture is for looking at, and is not told from one that lacks a character: set the page first. */
  readonly as: 'pdf' | 'svg'
}

export type RenderedByChild =
  | { readonly outcome: 'rendered'; readonly file: Uint8Array }
  /** A character that no font has. */
  | { readonly outcome: 'unshowable'; readonly characters: string }
  | { readonly outcome: 'failed'; readonly why: string }

const FONTS = [
  'noto-serif/400Regular',
  'noto-serif/700Bold',
  'noto-serif-sc/400Regular',
  'noto-serif-sc/700Bold',
  'noto-serif-tibetan/400Regular',
  'scheherazade-new/400Regular',
]
const TEMPLATE = new URL('src/issuer/paper/certificate.typ', CHECKOUT)

const template = readFileSync(TEMPLATE, 'utf8')
const compiler = NodeCompiler.create({
  workspace: dirname(fileURLToPath(TEMPLATE)),
  fontArgs: [
    {
      fontPaths: FONTS.map((font) => {
        const [name = '', weight = ''] = font.split('/')
        return dirname(
          fileURLToPath(import.meta.resolve(`@expo-google-fonts/${name}/${weight}/${fileOf(name, weight)}`)),
        )
      }),
    },
  ],
})

process.on('message', (asked: ToRender) => process.send?.(render(asked)))
process.on('disconnect', () => process.exit())

/** The code is made here as well: there may be as many of these processes as cores, and only one that asks them. */
function render({ content, as }: ToRender): RenderedByChild {
  const data = JSON.parse(content) as { link: string }
  const inputs = { data: JSON.stringify({ ...data, qr: qrSvg(data.link) }) }
  const compiled = compiler.compile({ mainFileContent: template, inputs })
  const document = compiled.result
  if (!document)
    return whatFailed(JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics() ?? fault())))
  try {
    const file =
      as === 'svg'
        ? new TextEncoder().encode(compiler.svg(document))
        : new Uint8Array(compiler.pdf(document, { pdfStandard: PDF_A }))
    return { outcome: 'rendered', file }
  } catch (cause) {
    return whatFailed(cause instanceof Error ? cause.message : '')
  }
}

/** Archivable, tagged, and with the credential in it (ISO 19005-3). */
const PDF_A = 'a-3a' as Parameters<NodeCompiler['pdf']>[1] extends
  | { pdfStandard?: infer Standard }
  | undefined
  ? Standard
  : never

/** Its own words are the only place where it names what it cannot show: each time as `the text "…" could not be displayed`. */
function whatFailed(message: string): RenderedByChild {
  const named = [...message.matchAll(/the text `\\{0,8}"(.*?)\\{0,8}"` could not be displayed/gs)]
  return named.length === 0
    ? { outcome: 'failed', why: message.slice(0, 400) }
    : {
        outcome: 'unshowable',
        characters: [...new Set(named.map(([, text = '']) => unescaped(text)))].join(''),
      }
}

function unescaped(text: string): string {
  return text.replace(/\\{1,8}u\{([0-9a-f]{1,6})\}/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
}

function fault(): never {
  throw new Error('the typesetter failed and does not say why')
}

function fileOf(name: string, weight: string): string {
  const family = name
    .split('-')
    .map((part) => (part === 'sc' ? 'SC' : `${part[0]?.toUpperCase()}${part.slice(1)}`))
  return `${family.join('')}_${weight}.ttf`
}

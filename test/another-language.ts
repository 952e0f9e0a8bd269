// The program with one language more: a row and a folder, as whoever adds a language adds them, and nothing else. The language is
// none that anybody speaks: English in Arabic letters, written from right to left.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, serialize, type TextElement, Transformer } from '@fluent/syntax'

const ROW = {
  tag: 'ar',
  name: 'عيّنة',
  direction: 'rtl',
  script: 'Arab',
  dates: 'ar',
  codeWords: 'english',
  // The desk is not translated yet, nor is the paper.
  covers: ['site'],
}

interface Program extends AsyncDisposable {
  /** A module of it, as it was built: `src/site/index.js`. */
  module<Module>(path: string): Promise<Module>
}

/** A copy of what was built, that knows the language `ar`. Its folder is gone with it. */
export async function withAnotherLanguage(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'language-'))
  const built = (path: string) => join(folder, 'dist', path)
  for (const part of ['src', 'test', 'packages'])
    await cp(join('dist', part), built(part), {
      recursive: true,
      filter: (path) => !/\.map$|\.test\.js$/.test(path),
    })
  await cp('package.json', join(folder, 'package.json'))
  for (const part of ['node_modules', 'db', 'src', 'dist/assets'])
    await symlink(join(process.cwd(), part), join(folder, part))
  await mkdir(join(folder, 'locales'))
  for (const language of await readdir('locales'))
    await symlink(join(process.cwd(), 'locales', language), join(folder, 'locales', language))

  const table = built('src/i18n/languages.js')
  const rows = await readFile(table, 'utf8')
  const more = rows.replace(/(const ROWS = \{\n[^]*?\n)(\};\n)/, `$1    ar: ${JSON.stringify(ROW)},\n$2`)
  await writeFile(table, more)
  await mkdir(join(folder, 'locales/ar/site'), { recursive: true })
  for (const file of await readdir('locales/en/site'))
    await writeFile(
      join(folder, 'locales/ar/site', file),
      inArabicLetters(await readFile(`locales/en/site/${file}`, 'utf8')),
    )
  return {
    module: (path) => import(built(path)),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

function inArabicLetters(catalogue: string): string {
  const resource = parse(catalogue, {})
  class Letters extends Transformer {
    override visitTextElement(node: TextElement): TextElement {
      node.value = node.value.replaceAll(/\p{L}/gu, (letter) => letterFor(letter.toLowerCase()))
      return node
    }
  }
  new Letters().visit(resource)
  return serialize(resource, {})
}

const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'

function letterFor(letter: string): string {
  return LETTERS[(letter.codePointAt(0) ?? 0) % LETTERS.length] ?? letter
}

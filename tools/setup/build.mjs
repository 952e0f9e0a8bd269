import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { listed, readText, ROOT, sha256, writeWhole } from './files.mjs'
import { Interrupted, run, searchPath, SetupProblem } from './process.mjs'
import { timed } from './progress.mjs'

const STAMP = join(ROOT, 'dist', '.exeunt-build')
/**
 * What a build is made from, and what the site hands out as its source. A change of content in any of these makes the build
 * stale. By name: what else lies here may be somebody's data.
 */
const SOURCES = [
  'src',
  'test',
  'tools',
  'packages',
  'locales',
  'db',
  'docs',
  '.npmrc',
  '.nvmrc',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'DESIGN.md',
  'GLOSSARY.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'STYLE.md',
  'THREAT-MODEL.md',
  'knip.json',
  'package-lock.json',
  'package.json',
  'setup.mjs',
  'tsconfig.json',
]
const NOT_SOURCES = ['node_modules', 'dist']
/** Written by the build itself inside the sources: taken as the build leaves them. */
const GENERATED = ['src/db/schema.ts', 'src/i18n/messages.ts']

export function built() {
  if (!fs.existsSync(join(ROOT, 'tools', 'build.ts'))) return true
  return readText(STAMP) === digestOf(sourceDigests())
}

export async function build(nodeDir) {
  // Digests from before the build: what is edited meanwhile makes the next run build again.
  const digests = sourceDigests()
  const env = { ...process.env, EXEUNT_SETUP: 'under way', PATH: searchPath(nodeDir) }
  // Its standard output goes to our standard error.
  await timed('Built', async () => {
    const result = await run('node', ['tools/build.ts'], { cwd: ROOT, env, stdio: ['ignore', 2, 2] })
    if (result.signal) throw new Interrupted(result)
    if (result.error || result.code !== 0) {
      throw new SetupProblem('The build failed (see above); nothing was started.')
    }
  })
  for (const path of GENERATED) {
    if (fs.existsSync(join(ROOT, path))) digests.set(path, sha256(fs.readFileSync(join(ROOT, path))))
  }
  fs.mkdirSync(dirname(STAMP), { recursive: true })
  writeWhole(STAMP, digestOf(digests))
}

function sourceDigests() {
  return new Map(sourceFiles().map((path) => [path, sha256(fs.readFileSync(join(ROOT, path)))]))
}

/** Every file of the sources, by its path from the checkout. */
export function sourceFiles() {
  const files = []
  const visit = (path) => {
    const stat = fs.statSync(join(ROOT, path), { throwIfNoEntry: false })
    if (NOT_SOURCES.includes(basename(path))) return
    if (stat?.isDirectory()) for (const name of listed(join(ROOT, path))) visit(`${path}/${name}`)
    else if (stat?.isFile()) files.push(path)
  }
  for (const path of SOURCES) visit(path)
  return files.sort((a, b) => (a < b ? -1 : 1))
}

function digestOf(digests) {
  return sha256(JSON.stringify([...digests].sort(([a], [b]) => (a < b ? -1 : 1))))
}

import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { AssetError, deskFilesOf, readAssets, readDeskFiles } from './index.ts'

const BUILT = new URL('../../assets/', import.meta.url)
const REPOSITORY = new URL('../../../', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'assets-'))
after(() => rmSync(folder, { recursive: true }))

test('the same sources give the same files, wherever they are built', () => {
  const made = ['here', join('elsewhere', 'deeper')].map((name) => {
    execFileSync(process.execPath, ['tools/assets.ts', join(folder, name)], { cwd: REPOSITORY })
    return contentsOf(join(folder, name))
  })
  deepEqual(made[0], made[1])
  deepEqual(made[0], contentsOf(BUILT), 'and they are those that the fronts hand out')
})

test('what the site hands out as its source is this checkout, and nothing that lies in it besides', () => {
  const archive = readAssets('site').get('source.tar.gz')
  ok(archive)
  const at = join(folder, 'source.tar.gz')
  writeFileSync(at, archive.bytes)
  execFileSync('tar', ['-xzf', at], { cwd: folder })
  for (const path of [
    'src/main.ts',
    'locales/zh-hant/site/return.ftl',
    'setup.mjs',
    'LICENSE',
    'tools/setup/build.mjs',
  ])
    equal(readFileSync(join(folder, 'exeunt', path), 'utf8'), readFileSync(new URL(path, REPOSITORY), 'utf8'))
  deepEqual(
    readdirSync(join(folder, 'exeunt')).filter((name) =>
      /^(?:data|dist|node_modules|witness|\.git)/.test(name),
    ),
    [],
  )
})

test('what the site says of the desk is what the desk hands out', () => {
  deepEqual(readDeskFiles(), deskFilesOf(readAssets('desk')))
})

test('a front refuses to open with a file that was changed after it was built', () => {
  const changed = join(folder, 'changed')
  cpSync(BUILT, changed, { recursive: true })
  const script = readdirSync(changed).find((name) => /^desk-.*\.js$/.test(name)) ?? ''
  const built = pathToFileURL(`${changed}/`)
  ok(readAssets('desk', built).get('desk.js'))
  appendFileSync(join(changed, script), ' ')
  throws(
    () => readAssets('desk', built),
    (cause) => cause instanceof AssetError && cause.message.includes(script),
  )
  rmSync(join(changed, script))
  throws(() => readAssets('desk', built), AssetError, 'nor without it')
})

// What comes over Tor, or a line of 50 kB a second, before a reviewer can begin.
test('the desk’s script comes to less than 160 KiB over the wire, in whatever language it speaks', () => {
  const assets = readAssets('desk')
  const wire = (...names: string[]) =>
    names.reduce((sum, name) => sum + gzipSync(assets.get(name)?.bytes ?? '').length, 0)
  const all = wire('style.css', 'icon.svg', 'desk.js', 'sample-en.ftl')
  ok(all > 10_000 && all < 160 * 1024, `${all} bytes`)
  // They stand in pages of their own, and know nothing.
  for (const script of ['picture.js', 'in-person.js', 'slip.js']) ok(wire(script) < 1_000, script)
})

function contentsOf(of: string | URL): Record<string, string> {
  const names = readdirSync(of).toSorted()
  const path = typeof of === 'string' ? (name: string) => join(of, name) : (name: string) => new URL(name, of)
  return Object.fromEntries(names.map((name) => [name, readFileSync(path(name)).toString('base64')]))
}

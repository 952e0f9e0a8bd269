import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { inspect } from 'node:util'
import { systemRandom } from '#basics'
import { type InstallationKeys, loadInstallationKeys } from './installation-keys.ts'
import { VaultError } from './vault-error.ts'

const root = fs.mkdtempSync(join(tmpdir(), 'exeunt-installation-keys-'))
let dir = ''
let count = 0
beforeEach(() => {
  dir = join(root, `installation-${count++}`, 'keys')
})
after(() => fs.rmSync(root, { recursive: true }))

test('an installation finds the keys again that it made on its first day', () => {
  const first = bare(loadInstallationKeys(dir))
  assert.deepEqual(bare(loadInstallationKeys(dir)), first)
  assert.ok(first.has('code') && first.has('once') && first.has('form'))
  assert.equal(new Set(first.values()).size, first.size)
})

test('only the owner can reach the keys, and no draft is left behind', () => {
  const names = Object.keys(loadInstallationKeys(dir))
  assert.deepEqual(fs.readdirSync(dir).sort(), names.map((name) => `${name}.key`).sort())
  assert.equal(fs.statSync(dir).mode & 0o777, 0o700)
  for (const name of fs.readdirSync(dir)) {
    assert.equal(fs.statSync(join(dir, name)).mode & 0o777, 0o600)
    assert.equal(fs.statSync(join(dir, name)).size, 32)
  }
})

test('two processes that start at once go on with the same keys', () => {
  let rival: InstallationKeys | undefined
  // The rival runs between the moment we miss the first key and the moment we write ours.
  const late = loadInstallationKeys(dir, (size) => {
    rival ??= loadInstallationKeys(dir)
    return systemRandom(size)
  })
  assert.ok(rival)
  assert.deepEqual(bare(late), bare(rival))
})

test('a key that is lost alone is made anew, the others stay', () => {
  const first = bare(loadInstallationKeys(dir))
  fs.rmSync(join(dir, 'form.key'))
  const second = bare(loadInstallationKeys(dir))
  const changed = [...second].filter(([name, key]) => first.get(name) !== key).map(([name]) => name)
  assert.deepEqual(changed, ['form'])
})

const spoilings: Record<string, (path: string) => void> = {
  'that others can read': (path) => fs.chmodSync(path, 0o640),
  'that is too short': (path) => fs.truncateSync(path, 31),
  'that is empty': (path) => fs.truncateSync(path, 0),
  'that is too long': (path) => fs.appendFileSync(path, '\n'),
  'that is a link': (path) => {
    fs.renameSync(path, `${path}.real`)
    fs.symlinkSync(`${path}.real`, path)
  },
  'that is a dangling link': (path) => {
    fs.rmSync(path)
    fs.symlinkSync(`${path}.gone`, path)
  },
  'that is a directory': (path) => {
    fs.rmSync(path)
    fs.mkdirSync(path, { mode: 0o700 })
  },
}

for (const [what, spoil] of Object.entries(spoilings)) {
  test(`a key ${what} is refused by name`, () => {
    loadInstallationKeys(dir)
    spoil(join(dir, 'once.key'))
    refusedNaming(join(dir, 'once.key'))
  })
}

test('a key directory that others can enter is refused by name', () => {
  loadInstallationKeys(dir)
  fs.chmodSync(dir, 0o755)
  refusedNaming(dir)
})

test('printing the keys prints nothing of them', () => {
  const keys = loadInstallationKeys(dir)
  const printed = inspect(keys, { depth: 9, showHidden: true }) + JSON.stringify(keys)
  for (const hex of bare(keys).values()) assert.ok(!printed.includes(hex.slice(0, 8)))
})

function bare(keys: InstallationKeys): Map<string, string> {
  const named = Object.entries(keys).map(([name, key]): [string, string] => {
    return [name, Buffer.from(key.reveal()).toString('hex')]
  })
  return new Map(named)
}

function refusedNaming(path: string): void {
  assert.throws(
    () => loadInstallationKeys(dir),
    (error) => error instanceof VaultError && error.code === 'bad-key-file' && error.message.includes(path),
  )
}

import { deepEqual, rejects } from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../test/installation/folder.ts'
import { publicFolder } from './folder.ts'

const MANY = new Map(
  Array.from({ length: 200 }, (_, at) => [`log/tile/${at % 3}/${at}`, Buffer.from(`SAMPLE ${at}`)]),
)

test('many files that are put together are all there and whole, in the place of older ones, and nothing beside them', async () => {
  using home = temporaryFolder('folder')
  mkdirSync(join(home.path, 'log/tile/0'), { recursive: true })
  writeFileSync(join(home.path, 'log/tile/0/0'), 'SAMPLE of before')
  await publicFolder(home.path).putMany(MANY)
  const there = filesBelow(home.path)
  deepEqual(there.toSorted(), [...MANY.keys()].toSorted())
  for (const [name, content] of MANY) deepEqual(readFileSync(join(home.path, name)), content)
})

test('where one of many files cannot be written none has its name, and no half of one is left', async () => {
  using home = temporaryFolder('folder')
  const folder = publicFolder(home.path)
  const tooLong = `log/tile/0/${'x'.repeat(250)}`
  await rejects(folder.putMany(new Map([...MANY, [tooLong, Buffer.from('SAMPLE')]])), /ENAMETOOLONG/)
  deepEqual(filesBelow(home.path), [])
})

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
}

import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { test } from 'node:test'
import {
  dayAt,
  InvariantError,
  invariant,
  readText,
  readTextFile,
  Secret,
  stderrLogger,
  withoutMark,
} from './index.ts'

test('an evening in Flushing is the next day at a centre that counts in Beijing time', () => {
  const evening = new Date('2026-11-21T23:30:00-05:00')
  equal(dayAt(evening, 'Asia/Shanghai'), '2026-11-22')
  equal(dayAt(evening, 'America/New_York'), '2026-11-21')
})

test('a secret shows itself to nobody who did not ask for it', () => {
  const secret = new Secret('twelve words')
  for (const shown of [String(secret), JSON.stringify({ secret }), inspect(secret, { depth: 9 })]) {
    ok(!shown.includes('twelve'), shown)
  }
  equal(secret.reveal(), 'twelve words')
})

test('a broken promise names the promise', () => {
  throws(
    () => invariant(false, 'each person is counted once'),
    new InvariantError('each person is counted once'),
  )
})

test('the log names class, code and place of an error, and never its message', (t) => {
  const written: string[] = []
  t.mock.method(process.stderr, 'write', (line: string) => written.push(line) > 0)
  const cause = Object.assign(new Error('Key (name)=(Lin) already exists'), { code: '23505' })
  stderrLogger.error('site.failed', cause)
  stderrLogger.error('site.failed', 'Lin')
  t.mock.restoreAll()
  const log = written.join('')
  ok(log.includes('site.failed error=Error(23505)'), log)
  ok(!log.includes('Lin'), log)
})

test('a text that begins with a byte order mark is the same text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'text-'))
  const path = join(folder, 'a text')
  for (const [before, text] of [
    ['', 'SAMPLE 林'],
    ['\uFEFF', 'SAMPLE 林'],
    ['\uFEFF', ''],
    ['', ''],
    ['\uFEFF', '\uFEFFtwice'],
  ] as const) {
    writeFileSync(path, before + text)
    equal(readText(path), text)
    equal(Buffer.from(readTextFile(path)).toString(), text)
  }
  deepEqual([withoutMark('\uFEFF{"id": 1}'), withoutMark('{"id": 1}')], ['{"id": 1}', '{"id": 1}'])
  rmSync(folder, { recursive: true })
})

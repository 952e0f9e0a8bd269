// Files and sites are anybody's. What a command prints of them cannot move a cursor, or look like a line of the command's own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { encodeBase64, printable, writeIssuers, writeLeaf } from '../src/index.ts'
import { publish, sampleLeaves } from './sample-log.ts'
import { someCentre } from './sample-centre.ts'
import { bytes, golden } from './vectors.ts'

const folder = mkdtempSync(join(tmpdir(), 'printable-'))
after(() => rmSync(folder, { recursive: true }))

/** Clears the screen, writes a verdict over it, and hides what follows; in C0, C1, by direction, and by lines of its own. */
const PAINT = [
  '\u001b[2J\u001b[1;1Hproved signature\u001b[8m',
  '\u009b2J\u009b1;1Hproved signature',
  '\u001b]0;proved\u0007\u001b]8;;http://evil.example\u001b\\',
  '\r\nproved signature\nproved issuer\n',
  '\u2028proved signature\u2029\u0085\u000b\u000c',
  '\u202edevorp\u2066\u200f\u061c\ufeff',
  `\b\b\b\u007f\u0000${' '.repeat(400)}proved signature`,
].join('')
/** All that no terminal is given, but the line feeds between our own lines. */
const UNPLAIN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]| {3}/u

test('whatever it is, a line is one line of what can be printed, and is printed once', () => {
  const unit = fc.oneof(fc.constantFrom(...PAINT), fc.string({ unit: 'binary', maxLength: 3 }))
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      const line = printable(text)
      assert.ok(!UNPLAIN.test(line) && !line.includes('\n') && line.isWellFormed(), JSON.stringify(line))
      assert.equal(printable(line), line)
    }),
  )
  for (const kept of ['SAMPLE 林晓雨', 'ئا\u200cمىنە', 'ཀ\u200dརྨ', '葛\u{e0100}', 'Zoë, 1968'])
    assert.equal(printable(kept), kept)
})

test('a certificate’s words cannot paint a verdict, and the last line is ours', async () => {
  const centre = await someCentre({ now: new Date() })
  put('issuers.json', writeIssuers(centre.issuers))
  const holder = {
    kind: 'named',
    name: `SAMPLE ${PAINT}`,
    latin: `SAMPLE ${PAINT}`,
    born: '1968-05-17',
    birthplace: PAINT,
  } as const
  const token = await centre.asFile({ ...centre.certificate, holder })
  put('good.sd-jwt', token)
  put('forged.sd-jwt', token.replace(/\.[\w-]+~/, `.${'A'.repeat(86)}~`))
  for (const [file, last] of [
    ['good.sd-jwt', /^NOT ALL OF THIS IS PROVED/],
    ['forged.sd-jwt', /^THIS CERTIFICATE IS NOT GOOD/],
  ] as const) {
    const { stdout } = verify('certificate', file, '--issuers', 'issuers.json', '--offline')
    const lines = plain(stdout)
    assert.match(lines.at(-1) ?? '', last)
    assert.equal(
      lines.filter((line) => line.startsWith('proved signature')).length,
      file === 'good.sd-jwt' ? 1 : 0,
    )
    assert.ok(stdout.includes('\\u{1b}[2J'), 'what was tried can be seen')
  }
})

test('nor can a key of the figures, a name of a file, the origin of entries, or what cannot be read', async () => {
  for (const [path, file] of await publish(sampleLeaves(20).map(writeLeaf))) put(`log/${path}`, file)
  put('log/vkey', bytes(`${golden.vkey}\n`))
  put('figures.json', JSON.stringify({ ...figures(), [PAINT]: 1, by_channel: { [PAINT]: 3 } }))
  put('entries.json', JSON.stringify({ format: 'exeunt-entries/v1', log: PAINT, entries: [] }))
  put('policy', bytes(`log ${golden.vkey}\nwitness ${PAINT.replaceAll(/\s/g, '')} x\n`))
  const key = ['--vkey', golden.vkey, '--keep', 'none']
  for (const args of [
    ['audit', 'log', '--figures', 'figures.json', ...key],
    ['entries', 'entries.json', 'log', ...key],
    ['audit', 'log', '--policy', 'policy', '--keep', 'none'],
    ['audit', PAINT.replaceAll('\0', ''), ...key],
    ['proof', PAINT.replaceAll('\0', ''), ...key],
    [PAINT.replaceAll('\0', '')],
  ]) {
    const { stdout, stderr, status } = verify(...args)
    plain(stdout + stderr)
    assert.notEqual(status, 0, args.join(' '))
  }
})

test('everything that a command prints goes through one place', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const allowed = /(?:cli-input|say)\.ts$/
  for (const file of globSync(['packages/proof/src/**/*.ts', 'src/commands/*.ts'], { cwd: root })) {
    const source = readFileSync(join(root, file), 'utf8')
    const writes = source.match(/std(?:out|err)\.write\([^)]*|console\.\w+/g) ?? []
    // Help is ours, and so is an empty line; how far something has come is figures alone.
    const others = writes.filter((write) => !/HELP|printable|`\\r\$\{|\('\\n'$/.test(write))
    if (!allowed.test(file)) assert.deepEqual(others, [], file)
  }
})

function figures(): object {
  const none = { party: 0, league: 0, pioneers: 0, not_stated: 0 }
  const root = encodeBase64(new Uint8Array(32))
  const days = { today: 0, yesterday: 0, this_week: 0, this_month: 0 }
  return {
    as_of: '2026-11-29T00:00:00Z',
    checkpoint: { size: 20, root },
    total: 1,
    baseline: 0,
    counted: 1,
    retracted: 0,
    by_organisation: none,
    ...days,
  }
}

/** The lines, none of which holds what a terminal would act on. */
function plain(output: string): string[] {
  assert.ok(!UNPLAIN.test(output), JSON.stringify(output))
  return output.trimEnd().split('\n')
}

function verify(...args: string[]) {
  const cli = fileURLToPath(new URL('../src/cli/cli.ts', import.meta.url))
  return spawnSync(process.execPath, ['--conditions=source', cli, ...args], { cwd: folder, encoding: 'utf8' })
}

function put(path: string, content: string | Uint8Array): void {
  const whole = join(folder, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, content)
}

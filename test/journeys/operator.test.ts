// The installation as who runs it works with it: commands typed beside an open installation, as README.md and the runbooks have
// them; and its ledger's processes killed under it.
import { equal, match, ok } from 'node:assert/strict'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { becomes } from '../faults/becomes.ts'
import { freePort } from '../installation/free-port.ts'
import { ask } from '../faults/visitor.ts'
import { openWholeInstallation, type Victim, type WholeInstallation } from '../installation/whole.ts'
import { crowd, foundCrowd } from '../people.ts'
import { MAIN, startNode, isGone, listenTo, end } from '../installation/run.ts'

const FAST = { EXEUNT_BATCH_SECONDS: '1', EXEUNT_BATCH_MIN: '1' }

test('an operator carries an earlier registry over, finds a witness, repairs, erases, changes keys and ends the ledger; a stranger can follow all of it', async (t) => {
  await using installation = await openWholeInstallation({ demo: false, env: FAST })
  const at = (name: string) => join(installation.home, name)

  await t.test('its first start says each step by its name, and when it is done', () => {
    const steps =
      /^Starting the database[^]*\n {2}done in \d+\.\d s\nBringing it [^]*\n {2}done in [^]*\nStarting site, desk/m
    match(installation.output(), steps)
    equal(installation.output().match(/database\.migrated/g)?.length, 1, 'one line for all migrations')
  })

  await t.test(
    'another one that is to open on its port is refused, and takes none of its visitors',
    async () => {
      const { port } = new URL(installation.origin)
      const another = startNode([MAIN, 'start'], {
        env: {
          PATH: process.env['PATH'] ?? '',
          TMPDIR: at('tmp'),
          EXEUNT_DATA: at('another'),
          EXEUNT_SITE_PORT: port,
          EXEUNT_DESK_PORT: String(await freePort()),
          EXEUNT_SITE_PROCESSES: '2',
        },
      })
      let printed = ''
      listenTo(another, (text) => (printed += text))
      try {
        await becomes('it is refused, or open', () => isGone(another) || printed.includes('Exeunt is open'))
      } finally {
        await end(another, 'SIGINT')
      }
      match(
        printed,
        new RegExp(`^exeunt: port ${port} is in use: stop what listens there, or set EXEUNT_SITE_PORT`, 'm'),
      )
      equal(another.exitCode, 1)
    },
  )

  await t.test('the total of an earlier registry comes in once, before anybody is counted', async () => {
    fs.writeFileSync(at('dossier.txt'), 'SAMPLE. How these 500 people were counted.\n')
    const figures = '--people 500 --party 100 --league 200 --pioneers 300 --not-stated 0'.split(' ')
    const attest = ['baseline', 'dossier.txt', '--as-of', '2026-11-01', ...figures]
    await says(installation, attest, 0, /^The ledger begins with 500 people as of 2026-11-01, attested\.$/m)
    await says(installation, attest, 1, /^exeunt: baseline: .*it can be given once, and first$/m)
    await enter(installation, 20)
    await says(installation, attest, 1, /given once, and first/)
    equal((await countOf(installation)).total, 520)
  })

  await t.test('its declarations are taken over one by one, and the total stays', async () => {
    const lines = Array.from({ length: 40 }, (_, nth) =>
      JSON.stringify({
        id: `old-${nth}`,
        received: '2005-03-01',
        people: [
          { name: null, name_kind: 'pseudonym', basis: 'self', party: true, league: true, pioneers: false },
        ],
      }),
    )
    fs.writeFileSync(at('old.jsonl'), `${lines.join('\n')}\n`)
    fs.writeFileSync(at('bad.jsonl'), `${lines.join('\n')}\n{"id": 7}\n`)
    await says(installation, ['import', 'bad.jsonl'], 1, /nothing was entered; line 41: "id" must be a text/)
    await says(
      installation,
      ['import', 'old.jsonl'],
      0,
      /^40 declarations taken over, 0 had been before, of 40\.$/m,
    )
    await says(
      installation,
      ['import', 'old.jsonl'],
      0,
      /^0 declarations taken over, 40 had been before, of 40\.$/m,
    )
    await covered(installation, 60)
    await becomes(
      'the attested part is the smaller for what is provable now',
      async () => (await countOf(installation)).baseline === 460,
    )
    equal((await countOf(installation)).total, 520)
  })

  await t.test(
    'a stranger audits it over the web: first with the key it serves, then with one from print',
    async () => {
      const vkey = (await says(installation, ['key', 'show'], 0, /^127\.0\.0\.1/m)).trim()
      await says(
        installation,
        ['audit', installation.origin],
        3,
        /^not checked key: [^]*NOT ALL OF IT IS PROVED/m,
      )
      await says(
        installation,
        ['audit', installation.origin, '--vkey', vkey],
        0,
        /^proved figures: [^]*All of this is proved/m,
      )
    },
  )

  await t.test(
    'what is broken in the files is named by both, and what is lost is written again',
    async () => {
      const tile = join(installation.dataDir, 'public/log/tile/0')
      const [name = ''] = fs.readdirSync(tile).filter((one) => one.endsWith('.p'))
      const [width = ''] = fs.readdirSync(join(tile, name)).toSorted((a, b) => Number(b) - Number(a))
      const path = join(tile, name, width)
      const file = fs.readFileSync(path)
      fs.writeFileSync(path, file.with(5, (file[5] ?? 0) ^ 1))
      await says(
        installation,
        ['audit', installation.origin],
        1,
        new RegExp(`^FAILED tiles: .*tile/0/${name}/${width}`, 'm'),
      )
      await says(installation, ['fsck'], 1, new RegExp(`^DIFFERENT log/tile/0/${name}/${width}: `, 'm'))
      fs.rmSync(path)
      await says(installation, ['fsck'], 1, /is missing: "exeunt fsck --repair" writes it/)
      await says(
        installation,
        ['fsck', '--repair'],
        0,
        new RegExp(`written anew: log/tile/0/${name}/${width}`),
      )
      await says(installation, ['fsck'], 0, /^the count that pages show is the ledger's: in order$/m)
      await says(installation, ['audit', installation.origin], 0, /All of this is proved/)
    },
  )

  await t.test('whatever of the ledger is killed comes back by itself, and loses nobody', async () => {
    let entries = 60
    for (const victim of ['signer', 'ledger', 'signer', 'ledger', 'everything'] satisfies Victim[]) {
      // With the database gone in the middle of it they may not get in, as nobody was told that they did.
      const entering = enter(installation, 10).catch((cause: unknown) =>
        ok(victim === 'everything', String(cause)),
      )
      await installation.strike(victim)
      await entering
      await using owner = installation.openAsOwner()
      const { last } = await owner.selectFrom('register.numbering').select('last').executeTakeFirstOrThrow()
      ok(last >= entries)
      entries = last
      await covered(installation, entries)
    }
    await says(installation, ['fsck'], 0, /in order$/m)
    await says(installation, ['audit', installation.origin], 0, /^proved history: [^]*All of this is proved/m)
  })

  await t.test(
    'another organisation watches it, and a missing witness is named and stops nothing',
    async () => {
      const vkey = (await says(installation, ['key', 'show'], 0, /./)).trim()
      fs.writeFileSync(at('logs'), `log ${vkey}\n`)
      await using witness = await openWitness(installation)
      fs.writeFileSync(at('policy'), `log ${vkey}\nwitness w ${witness.vkey} ${witness.url}\nquorum w\n`)
      await installation.stop()
      await installation.open({ EXEUNT_WITNESSES: at('policy') })
      await enter(installation, 5)
      await says(
        installation,
        ['audit', installation.origin, '--policy', 'policy'],
        0,
        /^proved witnesses: [^]*All of this is proved/m,
      )
      match((await ask(`${installation.origin}/en/ledger`)).body, /w\.example\.org/)
      await witness[Symbol.asyncDispose]()
      await enter(installation, 5)
      await says(
        installation,
        ['audit', installation.origin, '--policy', 'policy'],
        1,
        /^FAILED witnesses: Cosigned by nobody/m,
      )
      await says(installation, ['audit', installation.origin], 0, /All of this is proved/)
    },
  )

  await t.test('what somebody wants erased is gone, and every proof still holds', async () => {
    await says(installation, ['erase', '3'], 1, /say --for-ever if you mean it/)
    await says(installation, ['erase', '3', '--for-ever'], 0, /^Erased\. 1 leaves .* count as before\.$/m)
    await says(installation, ['erase', '9999', '--for-ever'], 1, /entry 9999 is no declaration/)
    ok(!(await ask(`${installation.origin}/en/register/3`)).body.includes('SAMPLE 3/1'))
    await says(installation, ['fsck'], 0, /1 erased: in order$/m)
    await says(installation, ['audit', installation.origin], 0, /All of this is proved/)
  })

  await t.test('its key is changed in view of all, and the root vouches for what it is now', async () => {
    const before = (await says(installation, ['key', 'show'], 0, /./)).trim()
    const [, next = ''] = (await says(installation, ['key', 'rotate'], 0, /./)).trim().split('\n')
    await says(installation, ['key', 'rotate'], 1, /a second key was made already/)
    await says(installation, ['key', 'retire'], 1, /is 0 days old: wait until it is 90/)
    await becomes('the ledger says which key follows, though nobody came meanwhile', async () => {
      const answer = await fetch(`${installation.origin}/log/succession`)
      return answer.ok && (await answer.text()).includes(next)
    })
    await enter(installation, 5)
    await says(installation, ['audit', installation.origin, '--vkey', before], 0, /All of this is proved/)
    await says(installation, ['key', 'retire', '--now'], 0, /./)
    await enter(installation, 5)
    // Whoever followed it knows the new key from the old one; whoever comes with the old one alone is told.
    await says(
      installation,
      ['audit', installation.origin],
      0,
      /the key is the one that your earlier audit kept/,
    )
    await says(
      installation,
      ['audit', installation.origin, '--vkey', before, '--keep', 'none'],
      1,
      /^FAILED checkpoint: /m,
    )

    const made = await says(
      installation,
      ['root', 'make', 'root.key', '--name', 'centre.example/root'],
      0,
      /./,
    )
    const root = /centre\.example\/root\+\S+/.exec(made)?.[0] ?? ''
    const sign = ['root', 'sign', 'root.key', '--version', '1', '--vkey', next, '--out', 'metadata']
    await says(installation, sign, 0, /./)
    await says(
      installation,
      ['root', 'publish', 'metadata', '--root', root],
      0,
      /^Published at \/log\/metadata\.$/m,
    )
    await says(
      installation,
      ['audit', installation.origin, '--root', root, '--keep', 'none'],
      0,
      /All of this is proved/,
    )
  })

  await t.test('a frozen ledger says nothing more, and what it said stays provable', async () => {
    await says(installation, ['key', 'freeze'], 1, /say --for-ever/)
    await says(installation, ['key', 'freeze', '--for-ever'], 0, /^Frozen\./m)
    const { total } = await countOf(installation)
    await register(installation, 5)
    await becomes('the installation says that its ledger has ended', () =>
      /ledger\.stopped \S*frozen/.test(installation.output()),
    )
    equal((await countOf(installation)).total, total)
    await says(installation, ['audit', installation.origin], 0, /All of this is proved/)
    await says(installation, ['fsck'], 0, /^the ledger stands still since \S+Z: frozen$/m)
    await installation.stop()
    await says(installation, ['fsck'], 0, /not checked: the signer does not run/)
  })
})

/** The command's output, where it ended as it should. */
async function says(
  installation: WholeInstallation,
  args: readonly string[],
  status: number,
  words: RegExp,
): Promise<string> {
  const ended = await installation.run(...args)
  const told = `exeunt ${args.join(' ')}:\n${ended.output}`
  equal(ended.status, status, told)
  match(ended.output, words, told)
  return ended.output
}

/** So many new entries, as a reviewer would have accepted them. */
async function register(installation: WholeInstallation, entries: number): Promise<number> {
  await using owner = installation.openAsOwner()
  await crowd({ db: owner }, { entries })
  await foundCrowd({ db: owner })
  const { last } = await owner.selectFrom('register.numbering').select('last').executeTakeFirstOrThrow()
  return last
}

async function enter(installation: WholeInstallation, entries: number): Promise<void> {
  await covered(installation, await register(installation, entries))
}

/** Wait until the world sees entry `number`, and the count has caught up. */
async function covered(installation: WholeInstallation, number: number): Promise<void> {
  await using owner = installation.openAsOwner()
  await becomes(`entry ${number} is in the ledger`, async () => {
    const found = await owner
      .selectFrom('register.covered')
      .select('number')
      .executeTakeFirst()
      .catch(() => undefined)
    return (found?.number ?? 0) >= number
  })
}

async function countOf(installation: WholeInstallation): Promise<{ total: number; baseline: number }> {
  const { body } = await ask(`${installation.origin}/count.json`)
  return JSON.parse(body) as { total: number; baseline: number }
}

interface Witness extends AsyncDisposable {
  readonly vkey: string
  readonly url: string
}

async function openWitness(installation: WholeInstallation): Promise<Witness> {
  const port = await freePort()
  const child = startNode(
    [MAIN, 'witness', '--name', 'w.example.org', '--logs', 'logs', '--port', String(port)],
    { cwd: installation.home, env: { PATH: process.env['PATH'] ?? '' } },
  )
  let printed = ''
  listenTo(child, (text) => (printed += text))
  await becomes('the witness has opened', () => printed.includes('Ctrl-C'))
  return {
    vkey: /^Witness (\S+)/m.exec(printed)?.[1] ?? '',
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => end(child, 'SIGTERM'),
  }
}

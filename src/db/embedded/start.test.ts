import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { canEnter, isRoot, serverAccount } from './account.ts'
import { startEmbeddedPostgres } from './start.ts'
import {
  children,
  commitRow,
  connected,
  copyOfCheckout,
  HERE,
  isRunning,
  newInstallation,
  one,
  runChild,
  silent,
  start,
  startInChild,
  STATE_DIR,
  timed,
} from './test-cluster.ts'
import { becomes } from '../../../test/faults/becomes.ts'
import { elapse, patience } from '../../../test/patience.ts'

test('a first start makes the cluster, and a second start is quick and finds what was committed', async (t) => {
  const dataDir = newInstallation()
  const first = await timed(() => start(dataDir))
  assert.equal(await one(first.result.url, 'show data_checksums'), 'on')
  assert.equal(await one(first.result.url, 'show server_encoding'), 'UTF8')
  assert.equal(await one(first.result.url, 'show synchronous_commit'), 'on')
  assert.equal(await one(first.result.url, 'show unix_socket_directories'), '')
  assert.equal(await one(first.result.url, 'select current_database()'), 'exeunt')
  assert.equal(fs.statSync(join(dataDir, 'secrets')).mode & 0o777, 0o700)
  assert.equal(fs.statSync(join(dataDir, 'secrets/postgres-password')).mode & 0o777, 0o600)
  await commitRow(first.result.url)
  await first.result[Symbol.asyncDispose]()
  await first.result[Symbol.asyncDispose]()
  assert.equal(await first.result.exited, 0)
  assert.equal(fs.existsSync(join(dataDir, 'installation.pid')), false)

  const second = await timed(() => start(dataDir))
  await using server = second.result
  assert.equal(await one(server.url, 'select v from kept'), 'a row')
  t.diagnostic(`first start ${first.ms} ms, second start ${second.ms} ms`)
  assert.ok(second.ms < patience(5_000), `the second start took ${second.ms} ms`)
})

test('a committed row outlives a SIGKILL of the whole server', async () => {
  const dataDir = newInstallation()
  const killed = await start(dataDir)
  await commitRow(killed.url)
  process.kill(-killed.postmasterPid, 'SIGKILL')
  assert.equal(await killed.exited, null)
  await killed[Symbol.asyncDispose]()
  await using server = await start(dataDir)
  assert.equal(await one(server.url, 'select v from kept'), 'a row')
})

test('a start right after a SIGKILL of the postmaster alone waits for its children to go', async () => {
  const dataDir = newInstallation()
  const killed = await start(dataDir)
  await commitRow(killed.url)
  // A session at work does not look whether its postmaster lives.
  await using client = await connected(killed.url)
  const busy = assert.rejects(
    client.query('do $$ begin for i in 1..60000000 loop end loop; perform pg_sleep(60); end $$'),
  )
  await isUnderWay(killed.url, 'do $$ begin for%')
  process.kill(killed.postmasterPid, 'SIGKILL')
  await killed.exited
  await using server = await start(dataDir)
  assert.equal(await one(server.url, 'select v from kept'), 'a row')
  await busy
})

test('a server left running by a killed installation is stopped and replaced', async () => {
  const dataDir = newInstallation()
  const installation = await startInChild(dataDir)
  await commitRow(installation.url)
  installation.child.kill('SIGKILL')
  await once(installation.child, 'exit')
  assert.ok(isRunning(installation.postmasterPid), 'PostgreSQL outlives its installation')
  await using server = await start(dataDir)
  assert.equal(isRunning(installation.postmasterPid), false)
  assert.equal(await one(server.url, 'select v from kept'), 'a row')
})

test('a data directory that a living installation has open is refused, and its server is left alone', async () => {
  const dataDir = newInstallation()
  const installation = await startInChild(dataDir)
  await assert.rejects(start(dataDir), { name: 'EmbeddedPostgresError', code: 'INSTALLATION_IS_OPEN' })
  assert.equal(await one(installation.url, 'select 1'), 1)
  await installation.stop()
  await using server = await start(dataDir)
  await assert.rejects(
    start(dataDir),
    { code: 'INSTALLATION_IS_OPEN' },
    'nor does this process open it twice',
  )
  assert.equal(await one(server.url, 'select 1'), 1)
})

test('a process that has taken over the number in an old lock file is not touched', async () => {
  const dataDir = newInstallation()
  await (await start(dataDir))[Symbol.asyncDispose]()
  const cluster = fs.realpathSync(join(dataDir, 'postgres'))
  const { uid, gid } = fs.statSync(cluster)
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore', cwd: '/', ...(isRoot ? { uid, gid } : {}) })
  children.push(stranger)
  const lockFile = join(cluster, 'postmaster.pid')
  fs.writeFileSync(
    lockFile,
    `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n  1234567         7\nready   \n`,
  )
  fs.chownSync(lockFile, uid, gid)
  await using server = await start(dataDir)
  assert.equal(await one(server.url, 'select 1'), 1)
  assert.equal(stranger.exitCode ?? stranger.signalCode, null)
})

test('an initdb that was killed half way is done again', async () => {
  const dataDir = newInstallation()
  const child = runChild(dataDir)
  const draft = () => fs.readdirSync(dataDir).find((name) => name.startsWith('postgres.new-')) ?? 'none'
  while (!fs.existsSync(join(dataDir, draft(), 'base', '1'))) await elapse(1)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(fs.existsSync(join(dataDir, 'postgres')), false)
  await using server = await start(dataDir)
  assert.equal(await one(server.url, 'select 1'), 1)
  assert.equal(draft(), 'none')
})

test('a lost password file is replaced and the rows stay', async () => {
  const dataDir = newInstallation()
  const before = await start(dataDir)
  await commitRow(before.url)
  await before[Symbol.asyncDispose]()
  fs.rmSync(join(dataDir, 'secrets'), { recursive: true })
  await using server = await start(dataDir)
  assert.notEqual(new URL(server.url).password, new URL(before.url).password)
  assert.equal(await one(server.url, 'select v from kept'), 'a row')
})

test('an installation whose cluster was left behind is refused instead of beginning empty', async () => {
  const dataDir = newInstallation()
  fs.symlinkSync('/nonexistent/cluster', join(dataDir, 'postgres'))
  await assert.rejects(start(dataDir), { code: 'CLUSTER_MISSING' })
  fs.rmSync(join(dataDir, 'postgres'))
})

test('a setting of the caller beats ours', async () => {
  await using server = await startEmbeddedPostgres({
    dataDir: newInstallation(),
    logger: silent,
    settings: { synchronous_commit: 'off' },
  })
  assert.equal(await one(server.url, 'show synchronous_commit'), 'off')
})

test('a setting that PostgreSQL refuses is an error with its last words', async () => {
  const settings = { shared_buffers: 'plenty' }
  await assert.rejects(startEmbeddedPostgres({ dataDir: newInstallation(), logger: silent, settings }), {
    code: 'START_FAILED',
    message: /shared_buffers/,
  })
})

test('nothing that was typed reaches the log of the server', async () => {
  const dataDir = newInstallation()
  const canary = 'kanarienvogel'
  const server = await start(dataDir)
  await using client = await connected(server.url)
  await client.query('create table words (word text primary key, figure int check (figure > 0))')
  await client.query('insert into words values ($1)', [canary])
  const typed: [string, string[]][] = [
    ['insert into words values ($1)', [canary]],
    [`insert into words values ('${canary}')`, []],
    ['insert into words values ($1, -1)', [`${canary} 2`]],
    ['select $1::int', [canary]],
    [`select '${canary}'::date`, []],
    [`select ${canary} from`, []],
    [`do $$ begin raise warning '${canary}'; raise exception '${canary}'; end $$`, []],
  ]
  for (const [sql, values] of typed) await assert.rejects(client.query(sql, values))
  // A crash makes the server name the statement of the process that crashed.
  const pid = await one(server.url, 'select pg_backend_pid()', client)
  const crashing = assert.rejects(client.query(`select pg_sleep(60), '${canary}'`))
  await isUnderWay(server.url, 'select pg_sleep%')
  process.kill(Number(pid), 'SIGSEGV')
  await crashing
  await becomes('the server has recovered', () =>
    one(server.url, 'select 1').then(
      () => true,
      () => false,
    ),
  )
  await server[Symbol.asyncDispose]()

  const log = fs.readFileSync(join(dataDir, 'postgres.log'), 'utf8')
  assert.match(log, /was terminated by signal 11/, 'the server does log what befalls itself')
  assert.equal(log.includes(canary), false)
})

test(
  'root opens an installation below a directory that PostgreSQL cannot pass',
  { skip: !isRoot && 'needs root' },
  async () => {
    const dataDir = newInstallation(0o700)
    await (await start(dataDir))[Symbol.asyncDispose]()
    const cluster = fs.readlinkSync(join(dataDir, 'postgres'))
    assert.match(cluster, /^\/var\/lib\/exeunt\/clusters\/[0-9a-f]{16}$/)
    assert.equal(fs.statSync(dataDir).mode & 0o777, 0o700)
    await using server = await start(dataDir)
    assert.equal(await one(server.url, 'select 1'), 1)
  },
)

test(
  'root runs a server whose binaries PostgreSQL cannot reach',
  { skip: !isRoot && 'needs root' },
  async () => {
    const before = new Set(fs.existsSync(STATE_DIR) ? fs.readdirSync(STATE_DIR) : [])
    const installation = await startInChild(newInstallation(), {
      start: copyOfCheckout(newInstallation(0o700)),
    })
    assert.equal(await one(installation.url, 'select 1'), 1)
    assert.match(
      fs.readlinkSync(`/proc/${installation.postmasterPid}/exe`),
      /^\/var\/lib\/exeunt\/postgresql-18/,
    )
    await installation.stop()
    for (const name of fs.readdirSync(STATE_DIR)) {
      if (!before.has(name) && name.startsWith('postgresql-'))
        fs.rmSync(join(STATE_DIR, name), { recursive: true })
    }
  },
)

test('an ordinary user runs the server under the same account', async (t) => {
  const account = serverAccount()
  if (!canEnter(account, HERE) || !canEnter(account, dirname(process.execPath))) {
    t.skip('this checkout is closed to other accounts')
    return
  }
  const dataDir = newInstallation()
  if (account.uid !== undefined) fs.chownSync(dataDir, account.uid, account.gid)
  const installation = await startInChild(dataDir, account)
  assert.equal(await one(installation.url, 'select 1'), 1)
  const uid = account.uid ?? process.getuid?.()
  assert.equal(fs.statSync(`/proc/${installation.postmasterPid}`).uid, uid)
  assert.equal(fs.statSync(join(dataDir, 'postgres')).uid, uid)
  await installation.stop()
})

async function isUnderWay(url: string, statement: string): Promise<void> {
  const asked = `select count(*)::int from pg_stat_activity where state = 'active' and query like '${statement}'`
  await becomes('the statement is under way', async () => (await one(url, asked)) === 1)
}

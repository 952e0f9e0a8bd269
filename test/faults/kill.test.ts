import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { becomes } from './becomes.ts'
import { chance } from './chance.ts'
import { type Crowd, gather } from './crowd.ts'
import { judge } from './judge.ts'
import { comeBack, says } from './visitor.ts'
import { openWholeHouse, type Victim, VICTIMS, type WholeHouse } from './whole-house.ts'

const PEOPLE = 24
const KILLS = 7
/** What happens between two kills, so that each strikes a house at work. */
const ACKNOWLEDGED_BETWEEN = 60
const BETWEEN_MS = 2_000

test('nobody who was told "received" is lost, and nobody is taken in twice, whatever is killed at whatever moment', async (t) => {
  const dice = chance('kill')
  await using house = await openWholeHouse()
  const crowd = gather(house.origin, { people: PEOPLE, tag: 'Overwhelmed' })
  const random = Array.from({ length: KILLS - VICTIMS.length }, () => VICTIMS[dice.below(VICTIMS.length)] ?? 'site')
  const recoveries: string[] = []
  for (const victim of dice.shuffle([...VICTIMS, ...random])) {
    await workFor(crowd, BETWEEN_MS + dice.below(500))
    recoveries.push(`${victim} ${await strike(house, crowd, victim)} ms`)
  }
  await workFor(crowd, BETWEEN_MS)
  await crowd.finish()

  const failed = house.output().split('\n').filter((line) => line.startsWith('process.failed'))
  t.diagnostic(`processes that gave up by themselves: ${failed.length} ${[...new Set(failed)].join(' | ')}`)
  const verdict = await judge(house, { tag: 'Overwhelmed', acknowledged: crowd.acknowledged })
  t.diagnostic(`back after: ${recoveries.join(', ')}`)
  t.diagnostic(`${JSON.stringify(verdict)}, ${crowd.formsSent()} forms sent, ${crowd.retries()} sent again`)
  assert.equal(verdict.lost, 0, 'acknowledged, and not there')
  assert.equal(verdict.wrong, 0, 'a code that leads to somebody else')
  assert.equal(verdict.double, 0, 'taken in twice')
  assert.ok(verdict.stored <= crowd.formsSent())
  assert.equal(verdict.stored, verdict.acknowledged, 'everybody went on until she was told, so nothing else is there')
  assert.equal(verdict.waiting, verdict.stored, 'what is there waits for a reviewer')
  assert.deepEqual(crowd.oddAnswers, [], 'whoever was not taken in was told to come back')
  await comeBackAll(house, dice.shuffle(crowd.acknowledged).slice(0, 50))
})

test('a PostgreSQL that acknowledges before it has written loses people, and the suite notices', async (t) => {
  await using house = await openWholeHouse()
  await breakPromise(house)
  const crowd = gather(house.origin, { people: PEOPLE, tag: 'Unlucky' })
  let lost = 0
  for (let kills = 0; lost === 0 && kills < 8; kills += 1) {
    await workFor(crowd, 500)
    await strike(house, crowd, 'postgres')
    await breakPromise(house)
    lost = (await judge(house, { tag: 'Unlucky', acknowledged: [...crowd.acknowledged] })).lost
  }
  await crowd.finish()
  t.diagnostic(`${lost} of ${crowd.acknowledged.length} acknowledged were lost`)
  assert.ok(lost > 0, 'with synchronous_commit = off the suite must report a loss')
})

/** Kill, and wait until somebody who sent her form afterwards was taken in. Returns how long that took. */
async function strike(house: WholeHouse, crowd: Crowd, victim: Victim): Promise<number> {
  const struckAt = performance.now()
  await house.strike(victim)
  const deadAt = performance.now()
  const isBack = () => crowd.acknowledged.findLast(({ sentAt }) => sentAt > deadAt)
  await becomes(`the house is back after ${victim} was killed`, () => isBack() !== undefined)
  return Math.round((isBack()?.acknowledgedAt ?? Infinity) - struckAt)
}

async function workFor(crowd: Crowd, atLeastMs: number): Promise<void> {
  const begun = performance.now()
  const before = crowd.acknowledged.length
  const isEnough = () => performance.now() - begun > atLeastMs && crowd.acknowledged.length - before > ACKNOWLEDGED_BETWEEN
  await becomes('the house has taken people in', isEnough)
}

/** Behind the gate's back: a role's own setting beats the server's, and holds from the next connection on. */
async function breakPromise(house: WholeHouse): Promise<void> {
  await using owner = house.openAsOwner()
  await sql`alter role exeunt_site set synchronous_commit = off`.execute(owner)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'exeunt_site'`.execute(owner)
}

async function comeBackAll({ origin }: WholeHouse, people: readonly { code: string }[]): Promise<void> {
  for (const { code } of people) assert.ok(says(await comeBack(origin, { code }), 'return-received'), 'her code is known')
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { becomes } from './becomes.ts'
import { chance } from './chance.ts'
import { gather } from './crowd.ts'
import { judge } from './judge.ts'
import { strike, workFor } from './strike.ts'
import { comeBack, says } from './visitor.ts'
import { openWholeInstallation, VICTIMS, type WholeInstallation } from '../installation/whole.ts'

const PEOPLE = 24
const KILLS = 7
const BETWEEN_MS = 2_000

test('nobody who was told "received" is lost, and nobody is taken in twice, whatever is killed at whatever moment', async (t) => {
  const dice = chance('kill')
  await using installation = await openWholeInstallation()
  const crowd = gather(installation.origin, { people: PEOPLE, tag: 'Overwhelmed' })
  const random = Array.from(
    { length: KILLS - VICTIMS.length },
    () => VICTIMS[dice.below(VICTIMS.length)] ?? 'site',
  )
  const recoveries: string[] = []
  for (const victim of dice.shuffle([...VICTIMS, ...random])) {
    await workFor(crowd, BETWEEN_MS + dice.below(500))
    recoveries.push(`${victim} ${await strike(installation, crowd, victim)} ms`)
  }
  await workFor(crowd, BETWEEN_MS)
  await crowd.finish()
  await becomes('the site has all of its processes again', () => installation.pidsOf('site').length === 2)

  const failed = installation
    .output()
    .split('\n')
    .filter((line) => line.startsWith('process.failed'))
  t.diagnostic(`processes that gave up by themselves: ${failed.length} ${[...new Set(failed)].join(' | ')}`)
  const verdict = await judge(installation, { tag: 'Overwhelmed', acknowledged: crowd.acknowledged })
  t.diagnostic(`back after: ${recoveries.join(', ')}`)
  t.diagnostic(`${JSON.stringify(verdict)}, ${crowd.formsSent()} forms sent, ${crowd.retries()} sent again`)
  assert.equal(verdict.lost, 0, 'acknowledged, and not there')
  assert.equal(verdict.wrong, 0, 'a code that leads to somebody else')
  assert.equal(verdict.double, 0, 'taken in twice')
  assert.ok(verdict.stored <= crowd.formsSent())
  assert.equal(
    verdict.stored,
    verdict.acknowledged,
    'everybody went on until she was told, so nothing else is there',
  )
  assert.equal(verdict.waiting, verdict.stored, 'what is there waits for a reviewer')
  assert.deepEqual(crowd.oddAnswers, [], 'whoever was not taken in was told to come back')
  await comeBackAll(installation, dice.shuffle(crowd.acknowledged).slice(0, 50))
})

async function comeBackAll(
  { origin }: WholeInstallation,
  people: readonly { code: string }[],
): Promise<void> {
  for (const { code } of people)
    assert.ok(says(await comeBack(origin, { code }), 'return-received'), 'her code is known')
}

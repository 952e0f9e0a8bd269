import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { InvariantError, systemClock, systemRandom } from '#basics'
import { checkPasskeys, team } from '#staff'
import { keysOf } from '#vault'
import { freshDatabase } from '../../test/template-db.ts'
import { keepBoxes } from './boxes.ts'
import { enrolPeople } from './members.ts'

const origin = 'http://localhost:8081'
const timeZone = 'Asia/Shanghai'

test('the SAMPLE people are members by the rules of all: vouched for, and with boxes that both have opened', async () => {
  await using database = await freshDatabase('demo')
  const { db } = database
  const deps = { db, clock: systemClock, random: systemRandom, timeZone, origin }
  const people = await enrolPeople(deps)
  deepEqual(await enrolPeople(deps), people, 'once')
  await keepBoxes(deps, people)
  await keepBoxes(deps, people)
  equal(await checkPasskeys(db, { origin }), null, 'every passkey is its member’s')
  equal((await team(deps)).filter(({ state }) => state === 'admitted').length, 2)
  const proposals = await db.selectFrom('vault.proposal').select('id').execute()
  deepEqual(proposals, [], 'a second holder has looked at each box')
  const [hers, colleagues] = [await keysOf(db, people.reviewer.id), await keysOf(db, people.colleague.id)]
  equal(hers.length, colleagues.length)
  deepEqual([...new Set(hers.map((key) => key.class))].toSorted(), ['contact', 'draft', 'papers'])
})

test('nobody with a public key enters a real installation, whatever is asked', async () => {
  await using database = await freshDatabase('real')
  await rejects(enrolPeople({ db: database.db, clock: systemClock, origin }), InvariantError)
  deepEqual(await database.db.selectFrom('staff.member').select('id').execute(), [])
})

import { deepEqual, equal, notEqual, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { bounded } from './bounded.ts'
import { keptForAMoment, keptWhile, readTogether } from './kept.ts'

/** Whatever has been answered is known to whoever waited for it. */
const settled = async () => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** A reading that ends when the test says so. */
function reading<Value>() {
  const begun: PromiseWithResolvers<Value>[] = []
  const read = () => {
    const one = Promise.withResolvers<Value>()
    begun.push(one)
    return one.promise
  }
  return { begun, read }
}

test('five hundred who come at once are one reading, and who comes a moment later has it at hand', async () => {
  const { begun, read } = reading<{ people: number }>()
  const now = keptForAMoment(read)
  const all = Array.from({ length: 500 }, () => now())
  equal(begun.length, 1)
  begun[0]?.resolve({ people: 1 })
  const [first] = await Promise.all(all.map(async (one) => one))
  equal(now(), first, 'itself, and no promise of it')
  equal(begun.length, 1)
})

test('what could not be read is read again by the next who asks', async () => {
  let fails = true
  const now = keptForAMoment(async () => {
    if (fails) throw new Error('away')
    return 1
  })
  await rejects(async () => now())
  fails = false
  equal(await now(), 1)
  const thrower = keptForAMoment((): Promise<number> => {
    if (!fails) throw new Error('at once')
    return Promise.resolve(2)
  })
  await rejects(async () => thrower())
  fails = true
  equal(await thrower(), 2)
})

test('whoever comes while a reading is under way is told what was read after she came', async () => {
  const { begun, read } = reading<string>()
  const now = readTogether(read)
  const first = now()
  await settled()
  const later = [now(), now()]
  equal(begun.length, 1)
  begun[0]?.resolve('before')
  equal(await first, 'before')
  await settled()
  equal(begun.length, 2, 'one for both who came meanwhile')
  begun[1]?.resolve('after')
  deepEqual(await Promise.all(later), ['after', 'after'])
})

test('those who ask in one turn are one reading', async () => {
  const { begun, read } = reading<number>()
  const now = readTogether(read)
  const all = Array.from({ length: 500 }, () => now())
  await settled()
  equal(begun.length, 1)
  begun[0]?.resolve(1)
  deepEqual(new Set(await Promise.all(all)), new Set([1]))
})

test('a reading that fails fails those who waited for it, and not those who came after it', async () => {
  const { begun, read } = reading<string>()
  const now = readTogether(read)
  const first = now()
  await settled()
  const later = now()
  begun[0]?.reject(new Error('away'))
  await rejects(first)
  await settled()
  begun[1]?.resolve('back')
  equal(await later, 'back')
})

test('what is the same as before is the same object', async () => {
  const states = [{ covered: 1 }, { covered: 1 }, { covered: 2 }]
  const now = readTogether(async () => states.shift() ?? { covered: 0 })
  const first = await now()
  equal(await now(), first)
  notEqual(await now(), first)
})

test('what is made of a state is kept while that is the same, and made once for all who ask', async () => {
  let state = { covered: 1 }
  let made = 0
  const value = keptWhile(
    async () => state,
    async ({ covered }) => {
      made += 1
      return covered
    },
  )
  deepEqual(
    await Promise.all(Array.from({ length: 500 }, () => value())),
    Array.from({ length: 500 }, () => 1),
  )
  equal(made, 1)
  state = { covered: 2 }
  equal(await value(), 2)
  equal(made, 2)
})

test('what was read while the state changed is given, and not kept', async () => {
  let state = { covered: 1 }
  const { begun, read } = reading<string>()
  const value = keptWhile(async () => state, read)
  const asked = value()
  await settled()
  state = { covered: 2 }
  begun[0]?.resolve('of some moment between')
  equal(await asked, 'of some moment between')
  state = { covered: 2 }
  const anew = value()
  await settled()
  equal(begun.length, 2)
  begun[1]?.resolve('of the second')
  equal(await anew, 'of the second')
})

test('however many are asked for, no more is kept than there is room for, and what is asked for again stays', () => {
  const kept = bounded<{ sizeBytes: number }>(100)
  const page = (sizeBytes: number) => ({ sizeBytes })
  kept.set('useful', page(20))
  for (let number = 1; number <= 100_000; number += 1) {
    kept.set(`page ${number}`, page(20))
    ok(kept.get('useful'))
  }
  const left = Array.from({ length: 100_000 }, (_, nth) => `page ${nth + 1}`).filter((name) => kept.get(name))
  deepEqual(left, ['page 99997', 'page 99998', 'page 99999', 'page 100000'])
  kept.set('useful', page(90))
  equal(kept.get('page 99999'), undefined, 'what is put again counts once, as large as it is now')
  kept.set('too large', page(101))
  deepEqual([kept.get('too large'), kept.get('useful')], [undefined, page(90)], 'and it drives out nothing')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Day, dayAt, dayPlus, daysBetween, isDay, weekOf, weekPlus, yearsAfter } from './index.ts'

test('a week belongs to the year of its Thursday', () => {
  const weeks: Record<string, string> = {
    '2026-01-01': '2026-W01',
    '2025-12-29': '2026-W01',
    '2027-01-03': '2026-W53',
    '2027-01-04': '2027-W01',
    '2026-11-22': '2026-W47',
    '2026-11-23': '2026-W48',
    '2024-02-29': '2024-W09',
  }
  for (const [day, week] of Object.entries(weeks)) assert.equal(weekOf(day as Day), week, day)
})

test('the week before and the week after a day are those of seven days off, across a year as well', () => {
  assert.equal(weekPlus('2027-01-04' as Day, -1), '2026-W53')
  assert.equal(weekPlus('2026-12-31' as Day, 1), '2027-W01')
})

test('days go on over months, leap days and years, and back', () => {
  assert.equal(dayPlus('2026-11-30' as Day, 1), '2026-12-01')
  assert.equal(dayPlus('2028-02-28' as Day, 1), '2028-02-29')
  assert.equal(yearsAfter('2028-02-29' as Day, 1), '2029-02-28')
  const days = fc.integer({ min: -40_000, max: 40_000 })
  fc.assert(
    fc.property(days, (days) => {
      const day = dayPlus('2026-11-30' as Day, days)
      assert.ok(isDay(day), day)
      assert.equal(daysBetween('2026-11-30' as Day, day), days)
    }),
  )
})

test('on the 30th of November at one in the morning in Beijing it is the 30th, whatever the clock of a machine says', () => {
  const instant = new Date('2026-11-29T17:00:00Z')
  assert.equal(dayAt(instant, 'Asia/Shanghai'), '2026-11-30')
  assert.equal(dayAt(instant, 'UTC'), '2026-11-29')
})

test('what is no day is none', () => {
  for (const text of ['2026-02-30', '2026-13-01', '2026-1-1', '', 'today', '2026-11-30T00:00'])
    assert.ok(!isDay(text), text)
})

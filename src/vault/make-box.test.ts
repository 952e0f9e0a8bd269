import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day } from '#basics'
import { weekOf } from './make-box.ts'

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

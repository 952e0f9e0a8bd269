import { deepEqual, equal, match, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from './index.ts'

const house = { demo: false }

test('a house without any setting opens on the addresses that the README names', () => {
  const config = readConfig({}, house)
  equal(config.siteOrigin, 'http://127.0.0.1:8080')
  equal(config.deskOrigin, 'http://localhost:8081')
  equal(config.timeZone, 'Asia/Shanghai')
  match(config.dataDir, /\/data$/)
})

test('people are hidden in a crowd of 256 an hour unless somebody decides otherwise, and SAMPLE people in none', () => {
  const { batchSeconds, batchLeast } = readConfig({}, house)
  deepEqual([batchSeconds, batchLeast], [3_600, 256])
  equal(readConfig({}, { demo: true }).batchLeast, 1)
})

test('a demonstration lives in a folder of its own', () => {
  match(readConfig({}, { demo: true }).dataDir, /\/data-demo$/)
})

const WRONG: readonly (readonly [string, string])[] = [
  ['EXEUNT_SITE_PORT', 'eighty'],
  ['EXEUNT_SITE_PORT', '70000'],
  ['EXEUNT_DESK_PORT', '-1'],
  ['EXEUNT_ORIGIN', 'example.org'],
  ['EXEUNT_ORIGIN', 'https://example.org/path'],
  ['EXEUNT_DESK_ORIGIN', 'http://127.0.0.1:8081'],
  ['EXEUNT_DESK_ORIGIN', 'http://desk.example.org'],
  ['DATABASE_URL', 'mysql://localhost/exeunt'],
  ['EXEUNT_TIME_ZONE', 'Beijing'],
  ['EXEUNT_BATCH_SECONDS', '0'],
  ['EXEUNT_BATCH_SECONDS', 'hourly'],
  ['EXEUNT_BATCH_MIN', '0'],
  ['EXEUNT_BATCH_MIN', '65537'],
]
for (const [name, value] of WRONG) {
  test(`${name} = ${value} stops the start with one line that names it`, () => {
    throws(
      () => readConfig({ [name]: value }, house),
      (error) =>
        error instanceof ConfigError && error.message.includes(name) && !error.message.includes('\n'),
    )
  })
}

test('site and desk on one port stop the start', () => {
  throws(
    () => readConfig({ EXEUNT_SITE_PORT: '9000', EXEUNT_DESK_PORT: '9000' }, house),
    /EXEUNT_DESK_PORT must differ/,
  )
})

test('a wrong DATABASE_URL is not repeated, because it holds a password', () => {
  throws(
    () => readConfig({ DATABASE_URL: 'mysql://owner:hunter2@localhost/x' }, house),
    (error) => error instanceof ConfigError && !error.message.includes('hunter2'),
  )
})

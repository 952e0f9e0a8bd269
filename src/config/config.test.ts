import { deepEqual, equal, match, throws } from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { test } from 'node:test'
import { forEveryLanguage } from '#i18n'
import { ConfigError, readConfig } from './index.ts'

const installation = { demo: false }

test('an installation without any setting opens on the addresses that the README names', () => {
  const config = readConfig({}, installation)
  equal(config.siteOrigin, 'http://127.0.0.1:8080')
  equal(config.deskOrigin, 'http://localhost:8081')
  equal(config.timeZone, 'Asia/Shanghai')
  match(config.dataDir, /\/data$/)
})

test('people are hidden in a crowd of 256 an hour unless somebody decides otherwise, and SAMPLE people in none', () => {
  const { batchSeconds, batchLeast } = readConfig({}, installation)
  deepEqual([batchSeconds, batchLeast], [3_600, 256])
  equal(readConfig({}, { demo: true }).batchLeast, 1)
})

test('the site has a process for each core, and one alone where nobody knows its port beforehand', () => {
  const { siteProcesses } = readConfig({}, installation)
  equal(siteProcesses, Math.min(availableParallelism(), 3))
  equal(readConfig({ EXEUNT_SITE_PROCESSES: '5' }, installation).siteProcesses, 5)
  equal(readConfig({ EXEUNT_SITE_PORT: '0' }, installation).siteProcesses, 1)
})

test('a demonstration lives in a folder of its own', () => {
  match(readConfig({}, { demo: true }).dataDir, /\/data-demo$/)
})

const WRONG: readonly (readonly [string, string])[] = [
  ['EXEUNT_SITE_PORT', 'eighty'],
  ['EXEUNT_SITE_PORT', '70000'],
  ['EXEUNT_DESK_PORT', '-1'],
  ['EXEUNT_SITE_PROCESSES', '0'],
  ['EXEUNT_SITE_PROCESSES', '9'],
  ['EXEUNT_SITE_PROCESSES', 'many'],
  ['EXEUNT_ORIGIN', 'example.org'],
  ['EXEUNT_ORIGIN', 'https://example.org/path'],
  ['EXEUNT_DESK_ORIGIN', 'http://127.0.0.1:8081'],
  ['EXEUNT_DESK_ORIGIN', 'http://desk.example.org'],
  ['DATABASE_URL', 'mysql://localhost/exeunt'],
  ['EXEUNT_TIME_ZONE', 'Beijing'],
  ['EXEUNT_TIME_ZONE', '+08:00'],
  ['EXEUNT_BATCH_SECONDS', '0'],
  ['EXEUNT_BATCH_SECONDS', 'hourly'],
  ['EXEUNT_BATCH_MIN', '0'],
  ['EXEUNT_BATCH_MIN', '65537'],
  ['EXEUNT_CENTRE_NAME', 'two\nlines'],
  ['EXEUNT_CENTRE_NAME_ZH_HANS', '长'.repeat(101)],
  ['EXEUNT_CENTRE_CONTACT', 'a'.repeat(101)],
  ['EXEUNT_CENTRE_ADDRESS', 'turned \u202e round'],
  ['EXEUNT_CENTRE_MARK', '/nowhere/mark.svg'],
  ['EXEUNT_CENTRE_MARK', 'package.json'],
  ['EXEUNT_ONION', `http://${'sample'.repeat(9)}sa.onion`],
  ['EXEUNT_ONION', 'http://example.org'],
  ['EXEUNT_MIRRORS', 'https://one.example, two.example'],
  ['EXEUNT_MIRRORS', Array(9).fill('https://one.example').join(' ')],
  ['EXEUNT_SOURCE', 'javascript:alert(1)'],
]
for (const [name, value] of WRONG) {
  test(`${name} = ${value} stops the start with one line that names it`, () => {
    throws(
      () => readConfig({ [name]: value }, installation),
      (error) =>
        error instanceof ConfigError && error.message.includes(name) && !error.message.includes('\n'),
    )
  })
}

test('site and desk on one port stop the start', () => {
  throws(
    () => readConfig({ EXEUNT_SITE_PORT: '9000', EXEUNT_DESK_PORT: '9000' }, installation),
    /EXEUNT_DESK_PORT must differ/,
  )
})

test('a wrong DATABASE_URL is not repeated, because it holds a password', () => {
  throws(
    () => readConfig({ DATABASE_URL: 'mysql://owner:hunter2@localhost/x' }, installation),
    (error) => error instanceof ConfigError && !error.message.includes('hunter2'),
  )
})

test('who runs an installation is said as it was set, in each language, and nothing of it need be set', () => {
  const none = readConfig({}, installation).centre
  deepEqual(
    none.name,
    forEveryLanguage(() => ''),
  )
  deepEqual([none.mark, none.onion, none.mirrors, none.source], [null, null, [], null])

  const { centre } = readConfig(
    {
      EXEUNT_CENTRE_NAME: 'SAMPLE Centre',
      EXEUNT_CENTRE_NAME_ZH_HANS: 'SAMPLE 中心',
      EXEUNT_CENTRE_ADDRESS: ' SAMPLE Street 1 ',
      EXEUNT_CENTRE_MARK: 'src/html/icon.svg',
      EXEUNT_ONION: `${TOR_PROJECT}/`,
      EXEUNT_MIRRORS: 'https://one.example, https://two.example:8443',
      EXEUNT_SOURCE: 'https://source.example/exeunt',
    },
    installation,
  )
  deepEqual(
    centre.name,
    forEveryLanguage((one) => (one === 'zh-hans' ? 'SAMPLE 中心' : 'SAMPLE Centre')),
  )
  equal(centre.address, 'SAMPLE Street 1')
  equal(centre.mark?.type, 'image/svg+xml')
  equal(centre.onion, TOR_PROJECT)
  deepEqual(centre.mirrors, ['https://one.example', 'https://two.example:8443'])
  equal(centre.source, 'https://source.example/exeunt')
})

test('an onion address with one wrong letter leads somewhere else, so it stops the start', () => {
  throws(() => readConfig({ EXEUNT_ONION: TOR_PROJECT.replace('2gz', '3gz') }, installation), /EXEUNT_ONION/)
})

/** The Tor Project's own site, as it gives it itself (https://onion.torproject.org). */
const TOR_PROJECT = 'http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion'

import { doesNotMatch, match } from 'node:assert/strict'
import { test } from 'node:test'
import { get } from './by-wire.ts'
import { openTestInstallation } from '../installation/with-site.ts'
import { becomes } from '../faults/becomes.ts'

test('whoever looks for a branch finds those that want to be found, on one page that asks nothing', async () => {
  await using installation = await openTestInstallation()
  match((await get(installation, '/en/branches')).text, /No branch wants to be found/)

  const branch = {
    languages: ['en'],
    place: 'SAMPLE street',
    hours: 'Sat 14–18',
    contact: 'SAMPLE +00 1, sample@paris.example, https://sample.example/paris.',
  }
  await installation.database.db
    .insertInto('staff.branch')
    .values([
      { ...branch, id: 'paris', name: 'SAMPLE Paris', country: 'FR', spoken: 'français、中文', listed: true },
      {
        ...branch,
        id: 'toronto',
        name: 'SAMPLE <b>Toronto</b>',
        country: 'CA',
        spoken: '中文',
        listed: true,
      },
      { ...branch, id: 'hidden', name: 'SAMPLE hidden', country: 'CA', listed: false },
      { ...branch, id: 'gone', name: 'SAMPLE gone', country: 'CA', listed: true, closed: true },
    ])
    .execute()
  installation.wait(1)
  let text = ''
  await becomes('the site has read the branches again', async () => {
    ;({ text } = await get(installation, '/zh-hans/branches'))
    return text.includes('#toronto')
  })
  match(text, /加拿大[\s\S]*法国/, 'by country, in the reader’s language')
  match(text, /SAMPLE &lt;b&gt;Toronto/)
  match(text, /href="#FR"/, 'a fragment stays in her browser')
  match(text, /<dt><bdi[^>]*>中文<\/bdi><\/dt>[\s\S]*#paris[\s\S]*#toronto/, 'by language')
  match(text, /href="mailto:sample@paris\.example"/, 'a letter is written only when somebody writes it')
  match(text, /href="https:\/\/sample\.example\/paris" rel="noreferrer"/, 'without the full stop behind it')
  doesNotMatch(text, /SAMPLE hidden|SAMPLE gone|tel:|<form[^>]*branches/, 'a tap calls nobody')
})

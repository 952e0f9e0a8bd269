import { deepEqual, match, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { FluentBundle, FluentResource } from '@fluent/bundle'
import { readAssets } from '#html'
import { languagesCovering } from '#i18n'
import { catalogueOf } from '../../../tools/desk-catalogues.ts'

test('a catalogue of the desk’s script has what its sources name, and nothing else', () => {
  const { real, sample } = catalogueOf('en', [
    "t('desk-next')",
    // oxlint-disable-next-line no-template-curly-in-string -- as a source has it
    't(`desk-visibility-${submission.visibility}`)',
    "const NOTES = { name: 'desk-preview-name' } as const",
    "t('desk-done-register', { count: 2 })",
  ])
  const said = [...real.matchAll(/^(desk-[\w-]+) =/gm)].map(([, key]) => key)
  deepEqual(said, [
    'desk-done-register',
    'desk-next',
    'desk-preview-name',
    'desk-visibility-counted',
    'desk-visibility-name',
    'desk-visibility-name-and-words',
  ])
  match(sample, /SAMPLE/)
  ok(!real.includes('SAMPLE'))
})

test('a language in which the desk cannot say everything is none that it speaks', () => {
  throws(() => catalogueOf('nowhere', ["t('desk-next')"]), /locales\/nowhere lacks .*desk-next/)
})

test('every language of the desk has its sentences beside the script, in whole and as Fluent reads them', () => {
  const assets = readAssets('desk')
  const keysOf = (name: string) => {
    const text = Buffer.from(assets.get(name)?.bytes ?? []).toString()
    deepEqual(new FluentBundle('en').addResource(new FluentResource(text)), [], name)
    return [...text.matchAll(/^([a-z][\w-]*) =/gm)].map(([, key = '']) => key).toSorted()
  }
  const english = keysOf('en.ftl')
  ok(english.length > 100)
  for (const language of languagesCovering('desk')) {
    deepEqual(keysOf(`${language}.ftl`), english)
    deepEqual(keysOf(`sample-${language}.ftl`), english)
  }
})

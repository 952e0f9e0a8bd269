import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '#basics'
import { SAMPLE_CENTRE } from '#config'
import { GAP, readAssets } from '#html'
import { languagesCovering, localeFor } from '#i18n'
import { asEntropy, digitsFor, inFours, returnCodeWords } from '#vault'
import { donePages } from './done-page.tsx'

test('of a page that is made once for everybody each sender reads her own code and number of people, and nobody else’s', () => {
  for (const language of languagesCovering('site')) {
    const locale = localeFor(language, { sample: true })
    const done = donePages({ locale, assets: readAssets('site'), sample: true, centre: SAMPLE_CENTRE })
    const frames = new Set<string>()
    for (const people of [1, 2, 200]) {
      const code = asEntropy(systemRandom(16))
      const html = done({ code, people, pace: 5 })
      const words = [...html.matchAll(/<li>([^<]+)<\/li>/g)].map(([, word = '']) => word)
      deepEqual(words.slice(0, 12), returnCodeWords(code, language), language)
      const digits = inFours(digitsFor(code)).join(' ')
      equal(html.split(digits).length, 2)
      const lead = locale.t('done-lead', { people })
      equal(html.split(`<p class="lead">${lead}</p>`).length, 2)
      ok(!html.includes(GAP))
      frames.add(
        html
          .replace(digits, '')
          .replace(lead, '')
          .replaceAll(/<li>[^<]+<\/li>/g, ''),
      )
    }
    equal(frames.size, 1, 'the rest is the same for all')
    const none = done({ code: null, people: 3, pace: null })
    ok(none.includes(locale.t('done-no-code')) && !none.includes('class="words"') && !none.includes(GAP))
    ok(none.includes(locale.t('done-lead', { people: 3 })))
  }
})

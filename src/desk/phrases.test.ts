import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

test('every phrase that the script says is one that some page brings', () => {
  const brought = new Set(phrasesIn('src/desk/*/*-page.tsx', 'src/desk/review/case-phrases.ts'))
  const said = globSync('src/desk/*/browser/**/*.ts').flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /(?:phrase\(|say\()'((?:desk|recovery|common|oversight|in-person|organisations)-[\w-]+)'/g,
      ),
    ].map(([, key = '']) => key),
  )
  assert.ok(said.length > 20)
  for (const key of said) assert.ok(brought.has(key), key)
})

test('every page brings a phrase for each way in which asking can fail', () => {
  const reasons = ['network', 'fault', 'signed-out', 'not-allowed', 'refused']
  for (const file of ['enrol/enrol-page.tsx', 'review/case-phrases.ts']) {
    const brought = new Set(phrasesIn(`src/desk/${file}`))
    for (const reason of reasons) assert.ok(brought.has(`desk-problem-${reason}`), `${file}: ${reason}`)
  }
})

function phrasesIn(...patterns: string[]): string[] {
  return globSync(patterns).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'((?:desk|recovery|common|organisations)-[\w-]+)'/g)].map(
      ([, key = '']) => key,
    ),
  )
}

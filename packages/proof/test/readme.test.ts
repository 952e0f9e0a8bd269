// What the README shows is run as it stands, and must print what its comments say.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const root = new URL('..', import.meta.url)
const snippets = [...readFileSync(new URL('README.md', root), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(
  ([, code = '']) => code,
)

test('the README has snippets', () => assert.equal(snippets.length, 2))

for (const [number, code] of snippets.entries()) {
  test(`snippet ${number + 1} of the README prints what it says`, () => {
    const expected = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)]
      .map(([, said]) => `${said}\n`)
      .join('')
    const options = { cwd: root, input: code, encoding: 'utf8' } as const
    const run = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '-'], options)
    assert.equal(run.stderr, '')
    assert.equal(run.stdout, expected)
  })
}

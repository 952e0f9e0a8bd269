import assert from 'node:assert/strict'
import axe, { type AxeResults } from 'axe-core'
import { type Page } from 'playwright-core'

/** axe finds nothing on the page as it stands. The browser must have been opened with `bypassCSP`. */
export async function isAccessible(page: Page, what: string = page.url()): Promise<void> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    what,
  )
}

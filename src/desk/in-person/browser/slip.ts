import { act } from '../../old/browser/page.ts'

/**
 * The page with the slip: printed by a button, and forgotten by the browser's history at once. What was sent to get it would
 * else be sent again by "reload" and "back"; and a browser that prints addresses would print this one.
 */
export function startSlipPage(): void {
  history.replaceState(null, '', '/')
  const print = document.querySelector('button[data-act="print"]') && act('print')
  if (!print) return
  print.hidden = false
  print.addEventListener('click', () => window.print())
}

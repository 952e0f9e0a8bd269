import { type BranchReply } from '../../old/wire.ts'
import { part, phrase } from '../../../html/browser/page.ts'
import { ask } from '../../old/browser/ask.ts'
import { problemOf } from '../../old/browser/sign-in.ts'
import { touching } from '../../old/browser/touching.ts'

export function startBranchesPage(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form.branch')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void save(form)
    })
  }
}

/** What was typed stays in the form until it is kept. */
async function save(form: HTMLFormElement): Promise<void> {
  part('problem').textContent = ''
  part('done').hidden = true
  const { branch = '' } = form.dataset
  const said = read(form)
  try {
    const { outcome } = await touching(() =>
      branch === ''
        ? ask<BranchReply>('branchOpen', { ...said, id: text(form, 'id') })
        : ask<BranchReply>('branchChange', said, { branch }),
    )
    const kept = outcome === 'changed' || outcome === 'opened'
    const place = part(kept ? 'done' : 'problem')
    place.hidden = false
    place.textContent = phrase(`desk-branch-said-${outcome}`)
    scrollTo(0, 0)
    if (outcome === 'opened') location.reload()
  } catch (cause) {
    part('problem').textContent = phrase(problemOf(cause))
    scrollTo(0, 0)
  }
}

function read(form: HTMLFormElement): Record<string, unknown> {
  const checked = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.checked ?? false
  const languages = [...form.querySelectorAll<HTMLInputElement>('[name="languages"]:checked')]
  return {
    name: text(form, 'name'),
    country: text(form, 'country') || null,
    place: text(form, 'place'),
    languages: languages.map(({ value }) => value),
    spoken: text(form, 'spoken'),
    hours: text(form, 'hours'),
    contact: text(form, 'contact'),
    listed: checked('listed'),
    closed: checked('closed'),
  }
}

function text(form: HTMLFormElement, name: string): string {
  return form.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value.trim() ?? ''
}

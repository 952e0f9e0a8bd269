import { type ApplicationDraft } from '#certificates'
import { type Form } from '#http'

/** The fields of the form, by the names that stand in the page. */
export function readApplicationDraft(form: Form): ApplicationDraft {
  const field = (name: string) => form.get(name) ?? ''
  return {
    kind: field('kind') || 'named',
    line: field('line'),
    second: field('second'),
    name: field('name'),
    latin: field('latin'),
    year: field('year'),
    month: field('month'),
    date: field('date'),
    birthplace: field('birthplace'),
    branch: field('branch'),
    meeting: field('meeting') || 'in-person',
    when: field('when'),
    pickUp: field('pick-up') || 'code',
  }
}

export function blankApplication(): ApplicationDraft {
  return readApplicationDraft(new Map())
}

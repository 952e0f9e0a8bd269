import { CENTRE } from '../../../staff/roles.ts'
import { t } from './i18n.ts'

/** The centre has no name of its own: it is called what each language calls it. */
export function branchName({ id, name }: { readonly id: string; readonly name: string }): string {
  return id === CENTRE ? t('desk-branch-centre') : name
}

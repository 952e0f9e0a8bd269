import { type Branch, CENTRE } from '#staff'
import { type Locale } from '#i18n'

/** The centre has no name of its own: it is called what each language calls it. */
export function branchName({ t }: Locale, branches: readonly Branch[], id: string): string {
  return id === CENTRE ? t('desk-branch-centre') : (branches.find((branch) => branch.id === id)?.name ?? id)
}

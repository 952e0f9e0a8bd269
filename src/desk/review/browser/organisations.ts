import { t } from '../../shell/browser/i18n.ts'

/** What somebody leaves, in words. */
export function organisationsOf(person: { party: boolean; league: boolean; pioneers: boolean }): string {
  const named = (['party', 'league', 'pioneers'] as const).filter((organisation) => person[organisation])
  if (named.length === 0) return t('desk-not-sure')
  return named
    .map((organisation) => t(`organisations-${organisation}-short`))
    .join(t('common-list-separator'))
}

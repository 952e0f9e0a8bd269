// oxlint-disable jsx-a11y/control-has-associated-label -- the cells are empty until the script fills them
import { type Locale } from '#i18n'

/** The repeated parts of a case, for the script to copy and fill. */
export function CaseTemplates({ locale: { t } }: { locale: Locale }) {
  return (
    <>
      <template id="remark">
        <li>
          <span data-part="remark"></span> <bdi class="own soft" data-part="remark-name" translate="no"></bdi>
        </li>
      </template>
      <template id="person">
        <tr>
          <td class="number" data-part="position"></td>
          <th scope="row">
            <bdi class="own" data-part="name" translate="no"></bdi> <span class="tag" data-part="kind"></span>
          </th>
          <td data-part="leaves"></td>
          <td data-part="basis"></td>
          <td class="publish" data-label={t('desk-person-publish')}>
            <input type="checkbox" data-part="publish" />
          </td>
        </tr>
      </template>
      <template id="preview-person">
        <li>
          <bdi class="own" data-part="name" translate="no"></bdi>{' '}
          <span class="soft" data-part="leaves"></span>
        </li>
      </template>
      <template id="event">
        <li>
          <p class="soft">
            <span data-part="event-day"></span> · <span data-part="event-what"></span>
          </p>
          <p class="said own" dir="auto" data-part="event-text"></p>
        </li>
      </template>
      <template id="redacted">
        <mark class="redacted" title={t('desk-redacted')}></mark>
      </template>
    </>
  )
}

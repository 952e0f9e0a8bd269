import { scaleLinear, scaleTime } from 'd3-scale'
import { area, line } from 'd3-shape'
import { midnightOf } from '#basics'
import { type GrownTo } from '#ledger'
import { count, dayName, type Locale } from '#i18n'

const WIDTH = 600
const HEIGHT = 180
/** More points than a phone has pixels say nothing more. */
const MOST_POINTS = 240

/** How the count grew, day by day. The axis begins at nothing: a count drawn otherwise would grow steeper than it did. */
export function GrowthChart({ locale, days }: { locale: Locale; days: readonly GrownTo[] }) {
  const { t } = locale
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  const points = thinned(days)
  const across = scaleTime([midnightOf(first.date), midnightOf(last.date)], [0, WIDTH])
  const upwards = scaleLinear([0, Math.max(last.counted, 1)], [HEIGHT, 8])
  const at = ({ date }: GrownTo) => across(midnightOf(date))
  const height = ({ counted }: GrownTo) => upwards(counted)
  const title = t('ledger-growth-chart', {
    from: dayName(locale, first.date),
    to: dayName(locale, last.date),
    first: count(locale, first.counted),
    last: count(locale, last.counted),
  })
  return (
    <figure class="growth">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} preserveAspectRatio="none">
        <path class="under" d={area<GrownTo>(at, HEIGHT, height)(points) ?? ''} />
        <path class="edge" d={line<GrownTo>(at, height)(points) ?? ''} />
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  )
}

function thinned(days: readonly GrownTo[]): GrownTo[] {
  const step = Math.ceil(days.length / MOST_POINTS)
  return days.filter((_, at) => at % step === 0 || at === days.length - 1)
}

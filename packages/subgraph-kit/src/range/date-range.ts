// A stretch of days to filter a list by. The backend's lists know days only, so a range is never finer than that.
import { CodedError } from '@ticketing/service-kit'
import { Field, InputType } from 'type-graphql'

@InputType({ description: 'A stretch of days, both ends included; a missing end is open. Days are in UTC.' })
export class DateRange {
  @Field(() => String, { nullable: true, description: 'The first day, as YYYY-MM-DD.' })
  readonly from?: string | null

  @Field(() => String, { nullable: true, description: 'The last day, as YYYY-MM-DD.' })
  readonly to?: string | null
}

/** The ends of a range that has been checked, as YYYY-MM-DD; null is open. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** `argument` names the range in the refusal: BAD_USER_INPUT for what is no day of the calendar, or ends before it begins. */
export function parseDateRange(range: DateRange | null | undefined, argument: string): Days {
  const { from = null, to = null } = range ?? {}
  for (const [end, day] of Object.entries({ from, to })) {
    if (day !== null && !isDay(day)) {
      throw new CodedError('BAD_USER_INPUT', '{argument} is a day written as YYYY-MM-DD.', {
        values: { argument: `${argument}.${end}` },
      })
    }
  }
  if (from !== null && to !== null && from > to) {
    throw new CodedError('BAD_USER_INPUT', '{argument}.from is not after {argument}.to.', {
      values: { argument },
    })
  }
  return { from, to }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

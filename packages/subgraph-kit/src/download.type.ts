import { Directive, Field, ObjectType } from 'type-graphql'
import { Public } from './access/access.js'
import { DateTime } from './scalars.js'

@ObjectType({ description: 'A link to a file that a browser can open without a token, for a few minutes.' })
@Directive('@shareable')
@Public()
export class Download {
  @Field(() => String, {
    description: 'Where the file is. Whoever has the link can open it until it expires.',
  })
  readonly url!: string

  @Field(() => DateTime, { description: 'When the link stops working.' })
  readonly expiresAt!: Date
}

import { Rest, Roles } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { EmailTaken, PasswordRefused } from '../account/account.type.js'
import type { TicketingContext } from '../context.js'
import type { User } from '../user/user.type.js'
import { createEmployee } from './create-employee.js'
import { CreateEmployeeInput, CreateEmployeeResult } from './employee.type.js'

@Resolver()
export class EmployeeResolver {
  @Mutation(() => CreateEmployeeResult, {
    nullable: true,
    description:
      'Makes an account for an employee. Some versions of the ticketing backend cannot: then the error BACKEND_UNAVAILABLE says so.',
  })
  @Roles('ADMIN')
  @Rest('POST /api/users/employees')
  createEmployee(
    @Arg('input', () => CreateEmployeeInput, { description: 'Who it is.' }) input: CreateEmployeeInput,
    @Ctx() context: TicketingContext,
  ): Promise<User | EmailTaken | PasswordRefused> {
    return createEmployee(context, input)
  }
}

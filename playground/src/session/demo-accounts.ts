// The stand-in's accounts. They exist nowhere else; the gateway says in settings.json whether to offer them.
import type { Role } from '../client/client-state.js'
import type { Credentials } from './sign-in.js'

export interface DemoAccount extends Credentials {
  readonly label: string
  readonly role: Role
}

const account = (name: string, label: string, role: Role): DemoAccount => ({
  label,
  role,
  email: `${name}@example.test`,
  password: 'Demo-Password-2024!',
})

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('user', 'Customer', 'USER'),
  account('other', 'Other customer', 'USER'),
  account('employee', 'Employee', 'EMPLOYEE'),
  account('admin', 'Admin', 'ADMIN'),
]

/** None when the gateway cannot be asked. */
export async function loadDemoAccounts(): Promise<readonly DemoAccount[]> {
  const response = await fetch('settings.json').catch(() => null)
  if (response === null || !response.ok) return []
  const settings = (await response.json()) as { demoAccounts?: boolean }
  return settings.demoAccounts === true ? DEMO_ACCOUNTS : []
}

import type { Role } from '../database/tables.js'

/** All four share it. It is public: these accounts exist only in the stand-in. */
export const demoPassword = 'Demo-Password-2024!'

interface DemoAccount {
  readonly email: string
  readonly firstname: string
  readonly lastname: string
  readonly role: Role
}

/** Who can sign in to try things out. Their ids are 1 to 4, in this order. */
export const demoAccounts: readonly DemoAccount[] = [
  { email: 'admin@example.test', firstname: 'Ada', lastname: 'Moreau', role: 'admin' },
  { email: 'employee@example.test', firstname: 'Emil', lastname: 'Keller', role: 'employee' },
  { email: 'user@example.test', firstname: 'Ugo', lastname: 'Lambert', role: 'user' },
  { email: 'other@example.test', firstname: 'Olga', lastname: 'Brandt', role: 'user' },
]

const firstnames = ['Inès', 'Jonas', 'Maud', 'Felix', 'Léa', 'Henrik', 'Nora', 'Théo', 'Greta', 'Sam']
const lastnames = ['Garnier', 'Vogel', 'Okafor', 'Rossi', 'Nguyen', 'Schmitt', 'Dubois', 'Walsh']

const crowdSize = 60

/** Sixty more people, so that lists have pages. */
export const crowd: readonly DemoAccount[] = Array.from({ length: crowdSize }, (_, i) => ({
  email: `visitor${String(i + 1).padStart(2, '0')}@example.test`,
  firstname: firstnames[i % firstnames.length] ?? 'Kim',
  lastname: lastnames[(i * 3) % lastnames.length] ?? 'Kim',
  role: i % 20 === 7 ? 'employee' : 'user',
}))

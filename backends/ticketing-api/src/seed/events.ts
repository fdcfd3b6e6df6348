import type { Locale } from '../database/tables.js'

type Words = Readonly<Record<Locale, string>>

/** An event with what differs by language; each becomes several products, one a number of places. */
export interface SeedEvent {
  readonly key: string
  readonly name: Words
  readonly category: Words
  readonly date: string
  readonly time: Words
  readonly location: string
  readonly color: string
  /** `[places, price, sale, stock]`; a null sale and one of 0 are different things to some clients. */
  readonly offers: readonly (readonly [number, number, number | null, number])[]
}

const same = (text: string): Words => ({ en: text, fr: text, de: text })
const words = (en: string, fr: string, de: string): Words => ({ en, fr, de })
const at = (en: string, other: string): Words => ({ en, fr: other.replace(':', 'h'), de: `${other} Uhr` })

/** Sports, venues and days of the Games; prices and stocks are made up. */
export const events: readonly SeedEvent[] = [
  {
    key: 'opening',
    name: words(
      'Opening Ceremony on the Seine',
      'Cérémonie d’ouverture sur la Seine',
      'Eröffnungsfeier auf der Seine',
    ),
    category: words('Ceremonies', 'Cérémonies', 'Feiern'),
    date: '2024-07-26',
    time: words(
      '7:30 PM, gates open at 5 PM',
      '19h30, portes ouvertes à 17h',
      '19:30 Uhr, Einlass ab 17 Uhr',
    ),
    location: 'Trocadéro, Paris',
    color: '#3b5bdb',
    offers: [
      [1, 250, null, 400],
      [2, 480, 0.1, 180],
      [4, 920, 0.15, 60],
    ],
  },
  {
    key: 'sprint',
    name: words('Men’s 100 m Final', 'Finale du 100 m messieurs', '100-Meter-Finale der Männer'),
    category: words('Athletics', 'Athlétisme', 'Leichtathletik'),
    date: '2024-08-04',
    time: at('9:50 PM', '21:50'),
    location: 'Stade de France, Saint-Denis',
    color: '#d9480f',
    offers: [
      [1, 145.5, null, 300],
      [2, 279.9, 0.05, 140],
      [4, 19.99, 0, 80],
    ],
  },
  {
    key: 'butterfly',
    name: words(
      'Women’s 200 m Butterfly Final',
      'Finale du 200 m papillon dames',
      '200-Meter-Schmetterling-Finale der Frauen',
    ),
    category: words('Swimming', 'Natation', 'Schwimmen'),
    date: '2024-08-01',
    time: at('8:45 PM', '20:45'),
    location: 'Paris La Défense Arena, Nanterre',
    color: '#1098ad',
    offers: [
      [1, 95, null, 250],
      [2, 180, 0.2, 90],
      [4, 340, 0.25, 35],
    ],
  },
  {
    key: 'judo',
    name: words(
      'Judo Mixed Team Final',
      'Finale du judo par équipes mixtes',
      'Judo-Finale der gemischten Teams',
    ),
    category: same('Judo'),
    date: '2024-08-03',
    time: at('6:10 PM', '18:10'),
    location: 'Arena Champ-de-Mars, Paris',
    color: '#5c940d',
    offers: [
      [1, 110, null, 150],
      [2, 205, 0.1, 70],
      [4, 390, 0.15, 20],
    ],
  },
  {
    key: 'sabre',
    name: words(
      'Fencing: Women’s Team Sabre',
      'Escrime : sabre par équipes dames',
      'Fechten: Säbel-Mannschaft der Frauen',
    ),
    category: words('Fencing', 'Escrime', 'Fechten'),
    date: '2024-08-03',
    time: at('7:00 PM', '19:00'),
    location: 'Grand Palais, Paris',
    color: '#862e9c',
    offers: [
      [1, 85, 0, 120],
      [2, 160, 0.1, 40],
      [4, 300, 0.25, 0],
    ],
  },
  {
    key: 'football',
    name: words('Men’s Football Final', 'Finale du football masculin', 'Fußballfinale der Männer'),
    category: words('Football', 'Football', 'Fußball'),
    date: '2024-08-09',
    time: at('6:00 PM', '18:00'),
    location: 'Parc des Princes, Paris',
    color: '#2b8a3e',
    offers: [
      [1, 130, null, 500],
      [2, 250, 0.1, 200],
      [4, 480, 0.15, 90],
    ],
  },
  {
    key: 'tennis',
    name: words('Women’s Tennis Singles Final', 'Finale du simple dames', 'Tennisfinale im Dameneinzel'),
    category: same('Tennis'),
    date: '2024-08-03',
    time: at('2:00 PM', '14:00'),
    location: 'Roland-Garros, Paris',
    color: '#a61e4d',
    offers: [
      [1, 175, null, 1],
      [2, 340, 0.1, 45],
      [4, 660, 0.2, 25],
    ],
  },
  {
    key: 'closing',
    name: words('Closing Ceremony', 'Cérémonie de clôture', 'Abschlussfeier'),
    category: words('Ceremonies', 'Cérémonies', 'Feiern'),
    date: '2024-08-11',
    time: at('9:00 PM', '21:00'),
    location: 'Stade de France, Saint-Denis',
    color: '#364fc7',
    offers: [
      [1, 220, null, 350],
      [2, 420, 0.1, 160],
      [4, 800, 0.15, 55],
    ],
  },
  {
    key: 'surfing',
    name: words('Surfing: Fan Day', 'Surf : journée des fans', 'Surfen: Fantag'),
    category: words('Surfing', 'Surf', 'Surfen'),
    date: '2024-07-27',
    time: words('All day, from 10 AM', 'Toute la journée, dès 10h', 'Ganztägig, ab 10 Uhr'),
    location: 'La Villette, Paris',
    color: '#087f5b',
    offers: [[1, 24.9, 0.15, 600]],
  },
]

/** The file that pictures an event. */
export const pictureName = (event: SeedEvent): string => `${event.key}.svg`

/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A currency of ISO 4217, such as EUR. */
export type CurrencyCode =
  /** United Arab Emirates Dirham */
  | 'AED'
  /** Afghan Afghani */
  | 'AFN'
  /** Albanian Lek */
  | 'ALL'
  /** Armenian Dram */
  | 'AMD'
  /** Angolan Kwanza */
  | 'AOA'
  /** Argentine Peso */
  | 'ARS'
  /** Australian Dollar */
  | 'AUD'
  /** Aruban Florin */
  | 'AWG'
  /** Azerbaijani Manat */
  | 'AZN'
  /** Bosnia-Herzegovina Convertible Mark */
  | 'BAM'
  /** Barbadian Dollar */
  | 'BBD'
  /** Bangladeshi Taka */
  | 'BDT'
  /** Bahraini Dinar */
  | 'BHD'
  /** Burundian Franc */
  | 'BIF'
  /** Bermudan Dollar */
  | 'BMD'
  /** Brunei Dollar */
  | 'BND'
  /** Bolivian Boliviano */
  | 'BOB'
  /** Bolivian Mvdol */
  | 'BOV'
  /** Brazilian Real */
  | 'BRL'
  /** Bahamian Dollar */
  | 'BSD'
  /** Bhutanese Ngultrum */
  | 'BTN'
  /** Botswanan Pula */
  | 'BWP'
  /** Belarusian Ruble */
  | 'BYN'
  /** Belize Dollar */
  | 'BZD'
  /** Canadian Dollar */
  | 'CAD'
  /** Congolese Franc */
  | 'CDF'
  /** WIR Euro */
  | 'CHE'
  /** Swiss Franc */
  | 'CHF'
  /** WIR Franc */
  | 'CHW'
  /** Chilean Unidad de Fomento */
  | 'CLF'
  /** Chilean Peso */
  | 'CLP'
  /** Chinese Yuan */
  | 'CNY'
  /** Colombian Peso */
  | 'COP'
  /** Colombian Unidad de Valor Real */
  | 'COU'
  /** Costa Rican Colón */
  | 'CRC'
  /** Cuban Peso */
  | 'CUP'
  /** Cape Verdean Escudo */
  | 'CVE'
  /** Czech Koruna */
  | 'CZK'
  /** Djiboutian Franc */
  | 'DJF'
  /** Danish Krone */
  | 'DKK'
  /** Dominican Peso */
  | 'DOP'
  /** Algerian Dinar */
  | 'DZD'
  /** Egyptian Pound */
  | 'EGP'
  /** Eritrean Nakfa */
  | 'ERN'
  /** Ethiopian Birr */
  | 'ETB'
  /** Euro */
  | 'EUR'
  /** Fijian Dollar */
  | 'FJD'
  /** Falkland Islands Pound */
  | 'FKP'
  /** British Pound */
  | 'GBP'
  /** Georgian Lari */
  | 'GEL'
  /** Ghanaian Cedi */
  | 'GHS'
  /** Gibraltar Pound */
  | 'GIP'
  /** Gambian Dalasi */
  | 'GMD'
  /** Guinean Franc */
  | 'GNF'
  /** Guatemalan Quetzal */
  | 'GTQ'
  /** Guyanaese Dollar */
  | 'GYD'
  /** Hong Kong Dollar */
  | 'HKD'
  /** Honduran Lempira */
  | 'HNL'
  /** Haitian Gourde */
  | 'HTG'
  /** Hungarian Forint */
  | 'HUF'
  /** Indonesian Rupiah */
  | 'IDR'
  /** Israeli New Shekel */
  | 'ILS'
  /** Indian Rupee */
  | 'INR'
  /** Iraqi Dinar */
  | 'IQD'
  /** Iranian Rial */
  | 'IRR'
  /** Icelandic Króna */
  | 'ISK'
  /** Jamaican Dollar */
  | 'JMD'
  /** Jordanian Dinar */
  | 'JOD'
  /** Japanese Yen */
  | 'JPY'
  /** Kenyan Shilling */
  | 'KES'
  /** Kyrgyz Som */
  | 'KGS'
  /** Cambodian Riel */
  | 'KHR'
  /** Comorian Franc */
  | 'KMF'
  /** North Korean Won */
  | 'KPW'
  /** South Korean Won */
  | 'KRW'
  /** Kuwaiti Dinar */
  | 'KWD'
  /** Cayman Islands Dollar */
  | 'KYD'
  /** Kazakhstani Tenge */
  | 'KZT'
  /** Laotian Kip */
  | 'LAK'
  /** Lebanese Pound */
  | 'LBP'
  /** Sri Lankan Rupee */
  | 'LKR'
  /** Liberian Dollar */
  | 'LRD'
  /** Lesotho Loti */
  | 'LSL'
  /** Libyan Dinar */
  | 'LYD'
  /** Moroccan Dirham */
  | 'MAD'
  /** Moldovan Leu */
  | 'MDL'
  /** Malagasy Ariary */
  | 'MGA'
  /** Macedonian Denar */
  | 'MKD'
  /** Myanmar Kyat */
  | 'MMK'
  /** Mongolian Tugrik */
  | 'MNT'
  /** Macanese Pataca */
  | 'MOP'
  /** Mauritanian Ouguiya */
  | 'MRU'
  /** Mauritian Rupee */
  | 'MUR'
  /** Maldivian Rufiyaa */
  | 'MVR'
  /** Malawian Kwacha */
  | 'MWK'
  /** Mexican Peso */
  | 'MXN'
  /** Mexican Unidad de Inversión */
  | 'MXV'
  /** Malaysian Ringgit */
  | 'MYR'
  /** Mozambican Metical */
  | 'MZN'
  /** Namibian Dollar */
  | 'NAD'
  /** Nigerian Naira */
  | 'NGN'
  /** Nicaraguan Córdoba */
  | 'NIO'
  /** Norwegian Krone */
  | 'NOK'
  /** Nepalese Rupee */
  | 'NPR'
  /** New Zealand Dollar */
  | 'NZD'
  /** Omani Rial */
  | 'OMR'
  /** Panamanian Balboa */
  | 'PAB'
  /** Peruvian Sol */
  | 'PEN'
  /** Papua New Guinean Kina */
  | 'PGK'
  /** Philippine Peso */
  | 'PHP'
  /** Pakistani Rupee */
  | 'PKR'
  /** Polish Zloty */
  | 'PLN'
  /** Paraguayan Guarani */
  | 'PYG'
  /** Qatari Riyal */
  | 'QAR'
  /** Romanian Leu */
  | 'RON'
  /** Serbian Dinar */
  | 'RSD'
  /** Russian Ruble */
  | 'RUB'
  /** Rwandan Franc */
  | 'RWF'
  /** Saudi Riyal */
  | 'SAR'
  /** Solomon Islands Dollar */
  | 'SBD'
  /** Seychellois Rupee */
  | 'SCR'
  /** Sudanese Pound */
  | 'SDG'
  /** Swedish Krona */
  | 'SEK'
  /** Singapore Dollar */
  | 'SGD'
  /** St. Helena Pound */
  | 'SHP'
  /** Sierra Leonean Leone */
  | 'SLE'
  /** Somali Shilling */
  | 'SOS'
  /** Surinamese Dollar */
  | 'SRD'
  /** South Sudanese Pound */
  | 'SSP'
  /** São Tomé & Príncipe Dobra */
  | 'STN'
  /** Salvadoran Colón */
  | 'SVC'
  /** Syrian Pound */
  | 'SYP'
  /** Swazi Lilangeni */
  | 'SZL'
  /** Thai Baht */
  | 'THB'
  /** Tajikistani Somoni */
  | 'TJS'
  /** Turkmenistani Manat */
  | 'TMT'
  /** Tunisian Dinar */
  | 'TND'
  /** Tongan Paʻanga */
  | 'TOP'
  /** Turkish Lira */
  | 'TRY'
  /** Trinidad & Tobago Dollar */
  | 'TTD'
  /** New Taiwan Dollar */
  | 'TWD'
  /** Tanzanian Shilling */
  | 'TZS'
  /** Ukrainian Hryvnia */
  | 'UAH'
  /** Ugandan Shilling */
  | 'UGX'
  /** US Dollar */
  | 'USD'
  /** US Dollar (Next Day) */
  | 'USN'
  /** Uruguayan Peso (Indexed Units) */
  | 'UYI'
  /** Uruguayan Peso */
  | 'UYU'
  /** Uruguayan Unidad Previsional */
  | 'UYW'
  /** Uzbekistani Som */
  | 'UZS'
  /** Venezuelan Digital Bolívar */
  | 'VED'
  /** Venezuelan Bolívar */
  | 'VES'
  /** Vietnamese Dong */
  | 'VND'
  /** Vanuatu Vatu */
  | 'VUV'
  /** Samoan Tala */
  | 'WST'
  /** Arab Accounting Dinar */
  | 'XAD'
  /** Central African CFA Franc */
  | 'XAF'
  /** East Caribbean Dollar */
  | 'XCD'
  /** Caribbean Guilder */
  | 'XCG'
  /** West African CFA Franc */
  | 'XOF'
  /** CFP Franc */
  | 'XPF'
  /** Yemeni Rial */
  | 'YER'
  /** South African Rand */
  | 'ZAR'
  /** Zambian Kwacha */
  | 'ZMW'
  /** Zimbabwe Gold */
  | 'ZWG';

/** A stretch of days, both ends included; a missing end is open. Days are in UTC. */
export type DateRange = {
  /** The first day, as YYYY-MM-DD. */
  from?: string | null | undefined;
  /** The last day, as YYYY-MM-DD. */
  to?: string | null | undefined;
};

/** An exact amount of money. */
export type MoneyInput = {
  /** The currency of the amount. */
  currency: CurrencyCode;
  /** The amount in the smallest unit of its currency. */
  minorUnits: number;
};

/** A stretch of amounts, both ends included; a missing end is open. */
export type MoneyRange = {
  /** The least amount. */
  from?: MoneyInput | null | undefined;
  /** The greatest amount. */
  to?: MoneyInput | null | undefined;
};

/** Which payments to list. Conditions are combined with "and". */
export type PaymentFilter = {
  /** Only payments of these amounts, in EUR. */
  amount?: MoneyRange | null | undefined;
  /** Only payments started on these days. */
  created?: DateRange | null | undefined;
  /** Only payments made this way. */
  method?: PaymentMethod | null | undefined;
  /** A part of the payment's id, its invoice's file name, its transaction id at Stripe or the payer's e-mail address; or the payer's exact number. At most 255 characters. */
  search?: string | null | undefined;
  /** Only payments in this state. */
  status?: PaymentStatus | null | undefined;
  /** Only payments of this user. */
  userId?: string | number | null | undefined;
};

/** Which of a person's payments or invoices to list. Conditions are combined with "and". */
export type PaymentHistoryFilter = {
  /** Only payments started on these days. */
  created?: DateRange | null | undefined;
  /** Only payments in this state. */
  status?: PaymentStatus | null | undefined;
};

/** The order of a person's payments or invoices. */
export type PaymentHistorySort =
  /** By amount, the smallest first. */
  | 'AMOUNT_ASC'
  /** By amount, the largest first. */
  | 'AMOUNT_DESC'
  /** By when it was started, the oldest first. */
  | 'CREATED_AT_ASC'
  /** By when it was started, the newest first. */
  | 'CREATED_AT_DESC'
  /** By id, ascending: an order that nothing changes. */
  | 'UUID_ASC'
  /** By id, descending. */
  | 'UUID_DESC';

/** How a payment is made. */
export type PaymentMethod =
  /** For free tickets. */
  | 'FREE'
  /** With PayPal. */
  | 'PAYPAL'
  /** By card. */
  | 'STRIPE';

/** The order of the list of all payments. */
export type PaymentSort =
  /** By amount, the smallest first. */
  | 'AMOUNT_ASC'
  /** By amount, the largest first. */
  | 'AMOUNT_DESC'
  /** By when it was started, the oldest first. */
  | 'CREATED_AT_ASC'
  /** By when it was started, the newest first. */
  | 'CREATED_AT_DESC'
  /** By when it was paid: those that were not first, then the oldest. */
  | 'PAID_AT_ASC'
  /** By when it was paid, the newest first. */
  | 'PAID_AT_DESC'
  /** By when it was refunded: those that were not first, then the oldest. */
  | 'REFUNDED_AT_ASC'
  /** By when it was refunded, the newest first. */
  | 'REFUNDED_AT_DESC'
  /** By id, ascending: an order that nothing changes. */
  | 'UUID_ASC'
  /** By id, descending. */
  | 'UUID_DESC';

/** What has become of a payment. */
export type PaymentStatus =
  /** It did not go through, or a newer payment took its place. */
  | 'FAILED'
  /** Paid; a part of it may have been given back. */
  | 'PAID'
  /** Started and not paid yet. */
  | 'PENDING'
  /** All of it was given back. */
  | 'REFUNDED';

/** What a person may do. */
export type Role =
  /** Buys tickets and runs the sale. */
  | 'ADMIN'
  /** Buys tickets and admits people to events. */
  | 'EMPLOYEE'
  /** Buys tickets. */
  | 'USER';

/** What has become of a ticket. */
export type TicketStatus =
  /** It was cancelled; it admits nobody. */
  | 'CANCELLED'
  /** It admits its holder. */
  | 'ISSUED'
  /** Its price was given back; it admits nobody. */
  | 'REFUNDED'
  /** Its holder has been admitted. */
  | 'USED';

export type CartPartsFragment = { id: string, items: Array<{ quantity: number, product: { id: string } | null }>, total: { minorUnits: number, currency: CurrencyCode } | null };

export type BrowseQueryVariables = Exact<{ [key: string]: never; }>;


export type BrowseQuery = { products: { totalCount: number, nodes: Array<{ id: string, name: string, stock: number | null, price: { formatted: string | null, in: { currency: CurrencyCode } | null } | null }> } | null };

export type ShowCartQueryVariables = Exact<{ [key: string]: never; }>;


export type ShowCartQuery = { cart: { id: string, items: Array<{ quantity: number, product: { id: string } | null }>, total: { minorUnits: number, currency: CurrencyCode } | null } | null };

export type SetItemMutationVariables = Exact<{
  productId: string | number;
  quantity: number;
}>;


export type SetItemMutation = { setCartItem:
    | { __typename: 'Cart', id: string, items: Array<{ quantity: number, product: { id: string } | null }>, total: { minorUnits: number, currency: CurrencyCode } | null }
    | { __typename: 'StockUnavailable', lines: Array<{ requested: number, available: number }> }
   | null };

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
  guestCartId?: string | number | null | undefined;
}>;


export type SignInMutation = { login:
    | { __typename: 'EmailNotVerified' }
    | { __typename: 'Session', token: string, expiresAt: string, user: { email: string | null, role: Role | null } | null }
    | { __typename: 'TwoFactorRequired' }
   | null };

export type PayMutationVariables = Exact<{
  cartId: string | number;
}>;


export type PayMutation = { startPayment:
    | { __typename: 'EmptyCart' }
    | { __typename: 'StartedPayment', clientSecret: string, payment: { uuid: string, status: PaymentStatus | null, amount: { minorUnits: number, currency: CurrencyCode } | null } }
    | { __typename: 'StockUnavailable' }
   | null };

export type ShowPaymentQueryVariables = Exact<{
  uuid: string | number;
}>;


export type ShowPaymentQuery = { payment: { status: PaymentStatus | null, paidAt: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, lines: Array<{ quantity: number, lineTotal: { minorUnits: number } }> | null, tickets: Array<{ id: string, token: string | null, status: TicketStatus | null, pdfUrl: string | null, qrUrl: string | null }> | null } | null };

export type AdmitMutationVariables = Exact<{
  code: string;
}>;


export type AdmitMutation = { admitTicket:
    | { __typename: 'AdmittedTicket', usedAt: string | null, holder: { lastName: string | null } | null, event: { name: string | null } | null }
    | { __typename: 'TicketAlreadyProcessed' }
   | null };

export type RefundMutationVariables = Exact<{
  uuid: string | number;
  cents: number;
  ticketIds?: Array<string | number> | string | number | null | undefined;
}>;


export type RefundMutation = { refundPayment:
    | { __typename: 'RefundRefused' }
    | { __typename: 'RefundedPayment', payment: { status: PaymentStatus | null, refundedAmount: { minorUnits: number, currency: CurrencyCode } | null }, tickets: Array<{ id: string, status: TicketStatus | null }> | null }
   | null };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { me: { email: string | null } | null };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { logout: boolean | null };

export type PaymentInFullFragment = { uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null };

export type AllPaymentsQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  sort?: PaymentSort | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllPaymentsQuery = { payments: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null }, nodes: Array<{ updatedAt: string | null, transactionId: string | null, uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null }> } | null };

export type PayersHistoryQueryVariables = Exact<{
  filter?: PaymentFilter | null | undefined;
  history?: PaymentHistoryFilter | null | undefined;
}>;


export type PayersHistoryQuery = { payments: { nodes: Array<{ user: { id: string, email: string | null, payments: { totalCount: number, nodes: Array<{ uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null }> } | null, invoices: { totalCount: number, nodes: Array<{ uuid: string, fileUrl: string | null, download: { url: string } | null }> } | null } | null }> } | null };

export type MyHistoryQueryVariables = Exact<{
  filter?: PaymentHistoryFilter | null | undefined;
  sort?: PaymentHistorySort | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyHistoryQuery = { me: { id: string, payments: { totalCount: number, nodes: Array<{ uuid: string, status: PaymentStatus | null, method: PaymentMethod | null, createdAt: string | null, paidAt: string | null, refundedAt: string | null, invoiceUrl: string | null, amount: { minorUnits: number, currency: CurrencyCode } | null, refundedAmount: { minorUnits: number } | null, lines: Array<{ name: string, quantity: number, lineTotal: { minorUnits: number } }> | null, invoiceDownload: { url: string, expiresAt: string } | null, user: { id: string } | null }> } | null, invoices: { totalCount: number, nodes: Array<{ uuid: string, status: PaymentStatus, createdAt: string, fileUrl: string | null, amount: { minorUnits: number }, download: { url: string, expiresAt: string } | null }> } | null } | null };

export type StockOfQueryVariables = Exact<{
  id: string | number;
}>;


export type StockOfQuery = { product: { stock: number | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const CartPartsFragmentDoc = new TypedDocumentString(`
    fragment CartParts on Cart {
  id
  items {
    quantity
    product {
      id
    }
  }
  total {
    minorUnits
    currency
  }
}
    `, {"fragmentName":"CartParts"}) as unknown as TypedDocumentString<CartPartsFragment, unknown>;
export const PaymentInFullFragmentDoc = new TypedDocumentString(`
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}
    `, {"fragmentName":"PaymentInFull"}) as unknown as TypedDocumentString<PaymentInFullFragment, unknown>;
export const BrowseDocument = new TypedDocumentString(`
    query Browse {
  products(first: 20) {
    totalCount
    nodes {
      id
      name
      stock
      price {
        formatted
        in(currency: JPY) {
          currency
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BrowseQuery, BrowseQueryVariables>;
export const ShowCartDocument = new TypedDocumentString(`
    query ShowCart {
  cart {
    ...CartParts
  }
}
    fragment CartParts on Cart {
  id
  items {
    quantity
    product {
      id
    }
  }
  total {
    minorUnits
    currency
  }
}`) as unknown as TypedDocumentString<ShowCartQuery, ShowCartQueryVariables>;
export const SetItemDocument = new TypedDocumentString(`
    mutation SetItem($productId: ID!, $quantity: Int!) {
  setCartItem(productId: $productId, quantity: $quantity) {
    __typename
    ... on Cart {
      ...CartParts
    }
    ... on StockUnavailable {
      lines {
        requested
        available
      }
    }
  }
}
    fragment CartParts on Cart {
  id
  items {
    quantity
    product {
      id
    }
  }
  total {
    minorUnits
    currency
  }
}`) as unknown as TypedDocumentString<SetItemMutation, SetItemMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($email: String!, $password: String!, $guestCartId: ID) {
  login(input: {email: $email, password: $password, guestCartId: $guestCartId}) {
    __typename
    ... on Session {
      token
      expiresAt
      user {
        email
        role
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const PayDocument = new TypedDocumentString(`
    mutation Pay($cartId: ID!) {
  startPayment(input: {cartId: $cartId, method: STRIPE}) {
    __typename
    ... on StartedPayment {
      payment {
        uuid
        status
        amount {
          minorUnits
          currency
        }
      }
      clientSecret
    }
  }
}
    `) as unknown as TypedDocumentString<PayMutation, PayMutationVariables>;
export const ShowPaymentDocument = new TypedDocumentString(`
    query ShowPayment($uuid: ID!) {
  payment(uuid: $uuid) {
    status
    paidAt
    amount {
      minorUnits
      currency
    }
    lines {
      quantity
      lineTotal {
        minorUnits
      }
    }
    tickets {
      id
      token
      status
      pdfUrl
      qrUrl
    }
  }
}
    `) as unknown as TypedDocumentString<ShowPaymentQuery, ShowPaymentQueryVariables>;
export const AdmitDocument = new TypedDocumentString(`
    mutation Admit($code: String!) {
  admitTicket(scanCode: $code) {
    __typename
    ... on AdmittedTicket {
      usedAt
      holder {
        lastName
      }
      event {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdmitMutation, AdmitMutationVariables>;
export const RefundDocument = new TypedDocumentString(`
    mutation Refund($uuid: ID!, $cents: BigInt!, $ticketIds: [ID!]) {
  refundPayment(
    uuid: $uuid
    amount: {minorUnits: $cents, currency: EUR}
    ticketIds: $ticketIds
  ) {
    __typename
    ... on RefundedPayment {
      payment {
        status
        refundedAmount {
          minorUnits
          currency
        }
      }
      tickets {
        id
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RefundMutation, RefundMutationVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  me {
    email
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  logout
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const AllPaymentsDocument = new TypedDocumentString(`
    query AllPayments($filter: PaymentFilter, $sort: PaymentSort, $first: Int, $after: String) {
  payments(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      endCursor
    }
    nodes {
      ...PaymentInFull
      updatedAt
      transactionId
    }
  }
}
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}`) as unknown as TypedDocumentString<AllPaymentsQuery, AllPaymentsQueryVariables>;
export const PayersHistoryDocument = new TypedDocumentString(`
    query PayersHistory($filter: PaymentFilter, $history: PaymentHistoryFilter) {
  payments(filter: $filter, first: 1) {
    nodes {
      user {
        id
        email
        payments(filter: $history, first: 100) {
          totalCount
          nodes {
            ...PaymentInFull
          }
        }
        invoices(filter: $history, first: 100) {
          totalCount
          nodes {
            uuid
            fileUrl
            download {
              url
            }
          }
        }
      }
    }
  }
}
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}`) as unknown as TypedDocumentString<PayersHistoryQuery, PayersHistoryQueryVariables>;
export const MyHistoryDocument = new TypedDocumentString(`
    query MyHistory($filter: PaymentHistoryFilter, $sort: PaymentHistorySort, $first: Int, $after: String) {
  me {
    id
    payments(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount
      nodes {
        ...PaymentInFull
      }
    }
    invoices(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount
      nodes {
        uuid
        status
        amount {
          minorUnits
        }
        createdAt
        fileUrl
        download {
          url
          expiresAt
        }
      }
    }
  }
}
    fragment PaymentInFull on Payment {
  uuid
  status
  method
  amount {
    minorUnits
    currency
  }
  createdAt
  paidAt
  refundedAt
  refundedAmount {
    minorUnits
  }
  lines {
    name
    quantity
    lineTotal {
      minorUnits
    }
  }
  invoiceUrl
  invoiceDownload {
    url
    expiresAt
  }
  user {
    id
  }
}`) as unknown as TypedDocumentString<MyHistoryQuery, MyHistoryQueryVariables>;
export const StockOfDocument = new TypedDocumentString(`
    query StockOf($id: ID!) {
  product(id: $id) {
    stock
  }
}
    `) as unknown as TypedDocumentString<StockOfQuery, StockOfQueryVariables>;

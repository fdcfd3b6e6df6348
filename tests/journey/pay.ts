// What a browser does with Stripe's form: it confirms the payment intent with the client secret it was given.

/** Confirms at the Stripe double with a test card; answers the intent's status. */
export async function confirmAtStripe(
  stripeUrl: string,
  clientSecret: string,
  card = 'pm_card_visa',
): Promise<string> {
  const intent = clientSecret.split('_secret_')[0]
  const response = await fetch(`${stripeUrl}/v1/payment_intents/${intent}/confirm`, {
    method: 'POST',
    body: new URLSearchParams({ key: 'pk_test_browser', client_secret: clientSecret, payment_method: card }),
  })
  const { status } = (await response.json()) as { status: string }
  return status
}

/** Asks again until the answer fits, for as long as the test may take. */
export async function until<Value>(
  ask: () => Promise<Value>,
  fits: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask()
    if (fits(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

// DataLoaders that live as long as one request, so that nothing one caller read is ever given to another.
import DataLoader from 'dataloader'

/** The loaders of one request, made when first asked for. */
export interface LoaderScope {
  /** `name` identifies the loader inside the request; `batch` answers keys in their order, an Error for one that failed. */
  get<Key, Value>(
    name: string,
    batch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
  ): DataLoader<Key, Value>
}

export function createLoaderScope(): LoaderScope {
  const loaders = new Map<string, DataLoader<unknown, unknown>>()
  return {
    get<Key, Value>(name: string, batch: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>) {
      let loader = loaders.get(name) as DataLoader<Key, Value> | undefined
      if (loader === undefined) {
        loader = new DataLoader<Key, Value>(batch)
        loaders.set(name, loader as DataLoader<unknown, unknown>)
      }
      return loader
    },
  }
}

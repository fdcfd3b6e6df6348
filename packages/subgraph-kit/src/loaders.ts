// DataLoaders that live as long as one request, so that nothing one caller read is ever given to another.
import DataLoader from 'dataloader'

type Batch<Key, Value> = (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>

/** The loaders of one request, made when first asked for. */
export interface LoaderScope {
  /** `name` identifies the loader inside the request; `batch` answers keys in their order, an Error for one that failed. */
  get<Key, Value>(name: string, batch: Batch<Key, Value>): DataLoader<Key, Value>
}

class RequestLoaders implements LoaderScope {
  #loaders: Map<string, DataLoader<unknown, unknown>> | undefined

  get<Key, Value>(name: string, batch: Batch<Key, Value>): DataLoader<Key, Value> {
    this.#loaders ??= new Map()
    let loader = this.#loaders.get(name) as DataLoader<Key, Value> | undefined
    if (loader === undefined) {
      loader = new DataLoader<Key, Value>(batch)
      this.#loaders.set(name, loader as DataLoader<unknown, unknown>)
    }
    return loader
  }
}

export const createLoaderScope = (): LoaderScope => new RequestLoaders()

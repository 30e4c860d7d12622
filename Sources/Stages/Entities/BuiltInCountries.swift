import ICU
import Pipeline

extension CountrySources {
  /// Names from ICU's locale data (CLDR) and the compiled language packs.
  public static let builtIn = CountrySources(
    names: { locale in
      // A locale that ICU has no names for is a language without names, no error.
      let names = (try? RegionNames.names(in: locale)) ?? []
      return names.filter { Self.countries.contains($0.code) }.map { region in
        CountryName(code: region.code, names: [region.name] + [region.shortName, region.variantName].compactMap { $0 })
      }
    },
    packFile: { language, file in LanguagePack.named(language)?.bytes(of: file) })

  /// Codes of countries and territories; CLDR names continents and unions as well.
  private static let countries = Set(((try? RegionNames.countryCodes()) ?? []).map(\.alpha2))
}

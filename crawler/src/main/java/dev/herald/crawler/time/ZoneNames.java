package dev.herald.crawler.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;

/// Zones by the short names that are printed beside times.
final class ZoneNames {
  private static final Map<String, ZoneId> BY_NAME = new HashMap<>();
  private static final Map<String, String> IDS = new HashMap<>();
  private static final Map<String, String> BY_CITY = new HashMap<>();
  private static final Set<String> CONTINENTS =
      Set.of("africa", "america", "asia", "atlantic", "australia", "europe", "indian", "pacific");

  static {
    for (String entry :
        ("z 0,ut 0,utc 0,gmt 0,wet 0,west +1,bst +1,cet +1,met +1,mez +1,cest +2,mest +2,mesz +2,mest +2,"
                + "eet +2,cat +2,sast +2,eest +3,msk +3,trt +3,eat +3,wat +1,azt +4,get +4,amt +4,"
                + "pkt +5,uzt +5,npt +05:45,wib +7,ict +7,wita +8,hkt +8,sgt +8,pht +8,awst +8,wit +9,"
                + "kst +9,jst +9,acst +09:30,acdt +10:30,aest +10,aedt +11,nzst +12,nzdt +13,"
                + "est -5,edt -4,cst -6,cdt -5,mst -7,mdt -6,pst -8,pdt -7,akst -9,akdt -8,hst -10,"
                + "ast -4,adt -3,nst -03:30,ndt -02:30,at -4,brt -3,art -3,clt -4,clst -3,cot -5,pet -5")
            .split(",", -1)) {
      int blank = entry.indexOf(' ');
      String offset = entry.substring(blank + 1);
      BY_NAME.put(
          entry.substring(0, blank), offset.equals("0") ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }
    BY_NAME.put("et", ZoneId.of("America/New_York"));
    BY_NAME.put("ct", ZoneId.of("America/Chicago"));
    BY_NAME.put("mt", ZoneId.of("America/Denver"));
    BY_NAME.put("pt", ZoneId.of("America/Los_Angeles"));
    for (String id : ZoneId.getAvailableZoneIds()) {
      int slash = id.lastIndexOf('/');
      if (slash < 0) continue;
      String lower = id.toLowerCase(Locale.ROOT);
      IDS.put(lower, id);
      if (CONTINENTS.contains(lower.substring(0, lower.indexOf('/'))))
        BY_CITY.put(lower.substring(slash + 1).replace('_', ' '), id);
    }
  }

  private ZoneNames() {}

  /// The zone of a short name; one that the source's own zone goes by is the source's.
  ///
  /// @param name lower case
  static Optional<ZoneId> find(String name, ZoneId source) {
    if (isNameOf(name, source)) return Optional.of(source);
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The zone of an identifier such as `Europe/Brussels`, in any case.
  static Optional<ZoneId> findId(String id) {
    return Optional.ofNullable(IDS.get(id)).map(ZoneId::of);
  }

  /// The zone that is called after a city: Baku, New York.
  ///
  /// @param name lower case
  static Optional<ZoneId> findCity(String name) {
    return Optional.ofNullable(BY_CITY.get(name)).map(ZoneId::of);
  }

  private static boolean isNameOf(String name, ZoneId source) {
    if (source instanceof ZoneOffset || name.length() < 3) return false;
    ZoneRules rules = source.getRules();
    if (rules.isFixedOffset() && source.getId().startsWith("Etc")) return false;
    TimeZone zone = TimeZone.getTimeZone(source);
    boolean standard =
        name.equalsIgnoreCase(zone.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH));
    return standard
        || (zone.useDaylightTime()
            && source.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equalsIgnoreCase(name));
  }
}

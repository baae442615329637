package tributary.sandbox.pcc;

/**
 * One community of the organization, with its building. Beds are numbered from 0; two share a room,
 * twenty rooms are a floor, ten of them a unit.
 *
 * @param number its place in the organization, from 0
 * @param firstPatient the id of the first patient that it has from the beginning
 * @param patients how many it has from the beginning
 */
record Facility(int number, int firstPatient, int patients) {
  private static final int BEDS_A_ROOM = 2;
  private static final int ROOMS_A_UNIT = 10;
  private static final int ROOMS_A_FLOOR = 20;
  private static final String[] UNITS = {"East", "West", "North", "South"};
  private static final String[] PLACES = {
    "Willow Bend",
    "Stony Brook",
    "Fairhaven",
    "Cedar Hill",
    "New Albion",
    "Port Clement",
    "Mill Creek",
    "Ashgrove",
    "Bellmere",
    "Crown Point",
    "Dunmore",
    "Eastlake",
    "Foxhollow"
  };
  private static final String[] STATES = {"OH", "PA", "IN", "MI", "IL", "TX", "AZ"};
  private static final String[] ZONES = {
    "America/New_York",
    "America/New_York",
    "EST",
    "America/New_York",
    "America/Chicago",
    "America/Chicago",
    "America/Phoenix"
  };

  /** The API's id. What people see as the facility's number is {@link #code}. */
  int id() {
    return 21 + number;
  }

  String code() {
    return Integer.toString(6_601 + number);
  }

  String place() {
    return PLACES[number % PLACES.length];
  }

  String name() {
    String place = "Larkmere at " + place();
    return number < PLACES.length ? place : place + " " + (number / PLACES.length + 1);
  }

  String state() {
    return STATES[number % STATES.length];
  }

  String zone() {
    return ZONES[number % ZONES.length];
  }

  String lineOfBusiness() {
    return number % 3 == 1 ? "ALF" : number % 3 == 2 ? "IL" : "SNF";
  }

  /** Always more than there are patients, so that some are free. */
  int beds() {
    return (patients + patients / 5 + 12) / BEDS_A_ROOM * BEDS_A_ROOM;
  }

  int rooms() {
    return beds() / BEDS_A_ROOM;
  }

  int units() {
    return (rooms() + ROOMS_A_UNIT - 1) / ROOMS_A_UNIT;
  }

  int floors() {
    return (rooms() + ROOMS_A_FLOOR - 1) / ROOMS_A_FLOOR;
  }

  int roomOf(int bed) {
    return bed / BEDS_A_ROOM;
  }

  int unitOf(int bed) {
    return roomOf(bed) / ROOMS_A_UNIT;
  }

  int floorOf(int bed) {
    return roomOf(bed) / ROOMS_A_FLOOR;
  }

  int bedId(int bed) {
    return id() * 10_000 + bed + 1;
  }

  int roomId(int room) {
    return id() * 10_000 + room + 1;
  }

  int unitId(int unit) {
    return id() * 1_000 + unit + 1;
  }

  int floorId(int floor) {
    return id() * 1_000 + floor + 1;
  }

  String bedName(int bed) {
    return bed % BEDS_A_ROOM == 0 ? "A" : "B";
  }

  String roomName(int room) {
    return Integer.toString((room / ROOMS_A_FLOOR + 1) * 100 + room % ROOMS_A_FLOOR + 1);
  }

  String unitName(int unit) {
    return (unit / 2 + 1) + " " + UNITS[unit % UNITS.length];
  }

  String floorName(int floor) {
    return "Floor " + (floor + 1);
  }
}

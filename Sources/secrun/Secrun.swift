@main struct Secrun { static func main() {} }
